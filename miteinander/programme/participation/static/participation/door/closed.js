/* On the page of a link that is over: what this phone still has from it goes. */

import { wipe } from "./store.js";

const page = location.pathname;
wipe(page.split("/").filter(Boolean).pop(), page);
