# usage: awk -v other_failures=N -f dev/test-summary.awk TEST-*.xml
#
# Sums Surefire's reports: a line for each kind of test, then "N passed, N failed[, N skipped]". other_failures are
# steps that failed outside of any test (a compiler warning, a format, a script); they count when no test failed.

BEGIN { RS = ">" } # a record is a tag

/<testsuite / {
  kind = kind_of(FILENAME, text("name"))
  bad = number("errors") + number("failures")
  passed[kind] += number("tests") - bad - number("skipped")
  failed[kind] += bad
  skipped[kind] += number("skipped")
  seconds[kind] += number("time")
}

END {
  for (kind in passed) {
    printf "%-32s %5d passed %4d failed %4d skipped %8.1f s\n",
      kind, passed[kind], failed[kind], skipped[kind], seconds[kind] | "sort"
    all_passed += passed[kind]
    all_failed += failed[kind]
    all_skipped += skipped[kind]
  }
  close("sort")
  if (all_failed == 0) all_failed = other_failures
  printf "%d passed, %d failed%s\n", all_passed, all_failed, all_skipped ? ", " all_skipped " skipped" : ""
}

function text(attribute) {
  return match($0, " " attribute "=\"[^\"]*") ? substr($0, RSTART + length(attribute) + 3, RLENGTH - length(attribute) - 3) : ""
}

function number(attribute) { return text(attribute) + 0 }

function engine_of(file) { return match(file, /-podman[a-z-]*\.xml$/) ? " " substr(file, RSTART + 1, RLENGTH - 5) : "" }

# ./MODULE/target/surefire-reports/TEST-CLASS.xml; the end-to-end suite has a package for each kind.
function kind_of(file, class,    path, name) {
  split(file, path, "/")
  split(class, name, ".")
  if (path[2] == "e2e") return "end to end" engine_of(file) (name[5] == "" ? "" : ": " name[4])
  return class ~ /ArchitectureTest$/ ? "architecture" : "unit: " path[2]
}
