export { valueLang, valueName } from "../text/value_name";
