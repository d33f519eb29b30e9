"""A privacy component as another process: `component.py PORT`. Version 1 of docs/privacy-component.md, for one family."""
import json
import sys
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

CHILD = "03831890184"


def facts(born):
    return {"born": born, "address": "open", "status": "active", "emergency_block": False, "lacks_capacity": False, "care_order": False}


class Component(BaseHTTPRequestHandler):
    def do_GET(self):
        self.answer({})

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        other = {"number": CHILD, "name": {"given": "Nytt", "family": "Barn"}, "facts": facts("2018-03-03")}
        relation = {"kind": "parent", "responsibility": "both", "role": "mother", "daily_care": True}
        answers = {
            "/v1/pair": lambda: {"actor": facts("1984-05-06"), "subject": facts("2018-03-03"),
                                 "relations": [relation] if asked["subject"] == CHILD else []},
            "/v1/person": lambda: {"person": facts("1984-05-06")},
            "/v1/related": lambda: {"acts_for": [other] if asked["person"] != CHILD else [], "represented_by": []},
        }
        self.answer(answers[self.path]())

    def answer(self, said):
        if self.headers["Authorization"] != "Bearer proving-key":
            self.send_error(401)
            return
        body = json.dumps({"version": 1, "as_of": datetime.now(timezone.utc).isoformat(), **said}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Component).serve_forever()
