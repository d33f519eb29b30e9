"""PyPI `fhir.resources` on standard input: one resource a line, answered by one line of JSON, a list of what is wrong.

Its models are of R4B (4.3.0), the nearest to R4 that it still keeps: the resources served here are the same in both (https://hl7.org/fhir/R4B/diff.html).
"""

import json
import sys

from fhir.resources.R4B import get_fhir_model_class
from pydantic import ValidationError


def faults(text):
    try:
        get_fhir_model_class(json.loads(text)["resourceType"]).model_validate_json(text)
    except ValidationError as error:
        return [{"severity": "error", "place": ".".join(map(str, one["loc"])), "text": one["msg"]} for one in error.errors()]
    except Exception as error:  # whatever it stumbles over is no FHIR to it
        return [{"severity": "fatal", "place": "", "text": f"{type(error).__name__}: {error}"}]
    return []


for line in sys.stdin:
    print(json.dumps(faults(line)), flush=True)
