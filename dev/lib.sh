# shellcheck shell=sh
# What the scripts of this repository share. Source it; it defines functions and does nothing else.

# A line of progress, on stderr, since stdout belongs to the program that is run.
say() { printf '[rustyolo-dev] %s\n' "$*" >&2; }

# An error with its remedy; ends the script.
die() {
  say "error: $*"
  exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

# True for root on a machine with Debian's package manager.
can_apt() { [ "$(id -u)" = 0 ] && has apt-get; }

# apt_install PACKAGE...: quiet unless it fails.
apt_install() {
  say "installing $* (apt)"
  apt_log=$(mktemp)
  if DEBIAN_FRONTEND=noninteractive apt-get update >"$apt_log" 2>&1 &&
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" >>"$apt_log" 2>&1; then
    rm -f "$apt_log"
  else
    tail -n 20 "$apt_log" >&2
    rm -f "$apt_log"
    die "apt could not install $*; see above"
  fi
}

# True when an engine answers, not only its client is there.
engine_answers() { has docker && docker version --format '{{.Server.Version}}' >/dev/null 2>&1; }

# The first 16 hex digits of the sha256 of standard input: enough for a name.
short_hash() { sha256sum | cut -c1-16; }

# content_hash DIR: a short hash of the names, contents and executable bits below DIR; times and owners don't count.
content_hash() (
  cd "$1" || exit 1
  {
    find . -type f | tr '\n' '\0' | xargs -0 sha256sum
    find . -type f -perm -100
    find . -type l -exec ls -l {} + | sed 's/^.* \(\.\/.* -> \)/\1/'
  } | LC_ALL=C sort | short_hash
)

# property FILE KEY: a value of a Java properties file (the plain KEY=VALUE lines we write).
property() { sed -n "s/^$2=//p" "$1"; }

# Sets JAVA_HOME to a JDK 25 or ends with the way to get one.
need_jdk() {
  find_jdk && return 0
  if can_apt && apt-cache policy openjdk-25-jdk-headless 2>/dev/null | grep -q 'Candidate: [0-9]'; then
    apt_install openjdk-25-jdk-headless
    find_jdk && return 0
  fi
  die "no JDK 25 found. Install one (Temurin 25: https://adoptium.net, or 'sdk install java 25-tem') or set JAVA_HOME"
}

find_jdk() {
  for jdk_candidate in "${JAVA_HOME:-}" /usr/lib/jvm/*25* /opt/*jdk*25* /opt/java/openjdk \
    "$HOME"/.sdkman/candidates/java/25* "$(mac_jdk)"; do
    if [ -x "$jdk_candidate/bin/jlink" ] && grep -q '^JAVA_VERSION="25' "$jdk_candidate/release" 2>/dev/null; then
      JAVA_HOME=$jdk_candidate
      export JAVA_HOME
      return 0
    fi
  done
  return 1
}

mac_jdk() { if [ -x /usr/libexec/java_home ]; then /usr/libexec/java_home -v 25 2>/dev/null || true; fi; }

need_maven() {
  has mvn && return 0
  can_apt && apt_install maven && return 0
  die "no Maven found. Install it (apt install maven, brew install maven)"
}
