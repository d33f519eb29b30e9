// Enhancement only: every page works without this.
import { watchConnection } from "./offline.js";
import { focusErrors } from "./errors.js";
import { suggestAll } from "./suggest.js";
import { filterAll } from "./filter.js";
import { keepFocus } from "./panel.js";
import { sendForms } from "./send.js";
import { guardForms } from "./forms.js";
import { offerPrint } from "./print.js";
import { sortTables } from "./sort.js";

watchConnection();
focusErrors();
suggestAll();
filterAll();
keepFocus();
guardForms();
offerPrint();
sortTables();
sendForms();
