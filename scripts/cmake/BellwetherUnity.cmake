# Files of a target are compiled together, some at a time: most of the time of a compiler goes into
# headers, which each file would read anew. A change to one of them compiles its neighbours as well,
# which costs less than it saves. clang compiles each file by itself (scripts/lint), so a file that
# lacks an include is found.
#
# What files keep to themselves, in a namespace without a name, would meet. So files are compiled
# together only if they name nothing alike, and nobody has to think of names in other files.
option(BELLWETHER_UNITY "Compile some files of a target together (gcc)" ON)
if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU" OR BELLWETHER_SANITIZE STREQUAL "thread")
  set(BELLWETHER_UNITY OFF)  # under the thread sanitizer each file begins with a header of its own
endif()
set(bellwether_unity_files 8)  # more save little, and need memory

# What a file names for itself, as far as its layout shows it: what stands at the beginning of a line
# in a namespace without a name, and its tests.
function(bellwether_own_names result file)
  set(names "")
  set(own FALSE)
  file(STRINGS ${file} lines REGEX "^([A-Za-z_}]|#define)")
  foreach(line IN LISTS lines)
    if(line MATCHES "^namespace {")
      set(own TRUE)
    elseif(line MATCHES "^}  // namespace$")
      set(own FALSE)
    elseif(line MATCHES "^TEST[A-Z_]*\\(([A-Za-z0-9_]+, [A-Za-z0-9_]+)\\)"
        OR line MATCHES "^#define ([A-Za-z0-9_]+)")
      list(APPEND names "${CMAKE_MATCH_1}")
    elseif(NOT own)
    elseif(line MATCHES "^(struct|class|enum class|enum|using|union) ([A-Za-z0-9_]+)"
        OR line MATCHES "^([^=({;]*[ *&])([A-Za-z0-9_]+)( =|[[(={;])")
      list(APPEND names "${CMAKE_MATCH_2}")
    endif()
  endforeach()
  list(REMOVE_DUPLICATES names)
  set(${result} "${names}" PARENT_SCOPE)
endfunction()

# bellwether_unity(<target>): its files go into groups, each into the last one that it may join.
function(bellwether_unity target)
  if(NOT BELLWETHER_UNITY)
    return()
  endif()
  get_target_property(sources ${target} SOURCES)
  set(groups 0)
  foreach(source IN LISTS sources)
    get_filename_component(file ${source} ABSOLUTE)
    get_source_file_property(alone ${source} SKIP_UNITY_BUILD_INCLUSION)
    if(alone OR NOT file MATCHES "\\.cc$" OR NOT EXISTS ${file} OR file MATCHES "^${PROJECT_BINARY_DIR}")
      continue()
    endif()
    bellwether_own_names(names ${file})
    set(joined "")
    foreach(group RANGE ${groups})
      if(group EQUAL 0 OR joined)
        continue()
      endif()
      list(LENGTH files_${group} size)
      set(both ${names} ${names_${group}})
      list(LENGTH both before)
      list(REMOVE_DUPLICATES both)
      list(LENGTH both after)
      if(before EQUAL after AND size LESS bellwether_unity_files)
        set(joined ${group})
      endif()
    endforeach()
    if(NOT joined)
      math(EXPR groups "${groups} + 1")
      set(joined ${groups})
    endif()
    list(APPEND files_${joined} ${file})
    list(APPEND names_${joined} ${names})
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${target}_${joined})
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
endfunction()
