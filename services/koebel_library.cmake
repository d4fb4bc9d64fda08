# koebel_library(NAME SOURCES … [PUBLIC …] [PRIVATE …]): a room. The target is koebel_NAME, alias
# koebel::NAME; what a room may see is what it links.
# koebel_test(NAME LABEL … [TIMEOUT seconds] SOURCES … LIBRARIES …): one test executable; each of its tests carries
# LABEL and ends within 120 seconds, or TIMEOUT. Only what is tested is optimised: the test's own code is -Og.

function(koebel_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(koebel_${name} STATIC ${ARG_SOURCES})
  add_library(koebel::${name} ALIAS koebel_${name})
  target_include_directories(koebel_${name} PUBLIC ${CMAKE_SOURCE_DIR}/services)
  target_link_libraries(koebel_${name} PUBLIC koebel::precompiled ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
  target_precompile_headers(koebel_${name} REUSE_FROM koebel_precompiled)
endfunction()

function(koebel_test name)
  cmake_parse_arguments(ARG "" "LABEL;TIMEOUT" "SOURCES;LIBRARIES" ${ARGN})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  add_executable(${name} ${ARG_SOURCES})
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
  target_link_libraries(${name} PRIVATE ${ARG_LIBRARIES} koebel::precompiled GTest::gmock GTest::gtest_main)
  target_precompile_headers(${name} REUSE_FROM koebel_precompiled_tests)
  target_compile_options(${name} PRIVATE -Og)
  gtest_discover_tests(${name} PROPERTIES LABELS ${ARG_LABEL} TIMEOUT ${ARG_TIMEOUT} DISCOVERY_TIMEOUT 60 DISCOVERY_MODE PRE_TEST)
endfunction()
