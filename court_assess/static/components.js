// Start the GOV.UK components. A module of its own, so that it has run when the page has loaded.
import { initAll } from "./dist/govuk-frontend.min.js";

initAll();
