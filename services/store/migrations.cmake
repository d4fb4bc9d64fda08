# Writes OUTPUT: the migration files as an array of raw strings. Run as a script at build time:
# cmake -DFILES=… -DOUTPUT=… -P migrations.cmake
set(text "#include \"store/migrations.hpp\"\n\nnamespace koebel::store {\n\nstd::span<const Migration> migrations() {\n")
string(APPEND text "    static constexpr Migration kMigrations[] = {\n")
string(REPLACE "|" ";" files "${FILES}")
foreach(file IN LISTS files)
  get_filename_component(name "${file}" NAME_WE)
  string(REGEX MATCH "^[0-9]+" number "${name}")
  string(REGEX REPLACE "^0+" "" number "${number}")
  file(READ "${file}" sql)
  string(APPEND text "        {${number}, \"${name}\", R\"migration(${sql})migration\"},\n")
endforeach()
string(APPEND text "    };\n    return kMigrations;\n}\n\n}  // namespace koebel::store\n")
file(WRITE "${OUTPUT}" "${text}")
