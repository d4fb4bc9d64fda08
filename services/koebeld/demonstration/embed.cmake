# Writes OUTPUT: the FILES (split by "|") as functions that return their text, named after them: "values.nl.csv" is
# values_nl(). Run as a script at build time: cmake -DFILES=… -DOUTPUT=… -P embed.cmake
set(text "#include \"koebeld/demonstration/files.hpp\"\n\nnamespace koebel::demonstration {\n")
string(REPLACE "|" ";" files "${FILES}")
foreach(file IN LISTS files)
  get_filename_component(name "${file}" NAME)
  string(REGEX REPLACE "\\.[a-z]+$" "" name "${name}")
  string(REPLACE "." "_" name "${name}")
  file(READ "${file}" contents)
  string(APPEND text "\nstd::string_view ${name}() {\n    return R\"file(${contents})file\";\n}\n")
endforeach()
string(APPEND text "\n}  // namespace koebel::demonstration\n")
file(WRITE "${OUTPUT}" "${text}")
