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

# The PATH without what lies in the current directory, or in the repository around it: agents may have written there, and
# what they wrote isn't run. Starts no program.
path_without_project() (
  project=$(pwd -P)
  above=$project
  home=$(CDPATH='' cd -P -- "${HOME:-/}" 2>/dev/null && pwd) || home=/
  while [ -n "$above" ] && [ "$above" != "$home" ]; do
    if [ -e "$above/.git" ]; then project=$above; fi
    above=${above%/*}
  done
  safe=''
  set -f
  IFS=:
  for entry in $PATH; do
    case $entry in /*) ;; *) continue ;; esac
    entry=$(CDPATH='' cd -P -- "$entry" 2>/dev/null && pwd) || continue
    # The root directory is nobody's project.
    case $entry/ in "${project%/}"/*) [ "$project" = / ] || continue ;; esac
    safe=${safe:+$safe:}$entry
  done
  printf '%s\n' "${safe:-/usr/bin:/bin}"
)

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

# The account that rootless Podman belongs to when root runs these scripts.
rootless_account=yolodev

# engine ENGINE ARGS...: the client of docker, podman or podman-rootless, as whoever its containers belong to.
engine() {
  engine_name=$1
  shift
  case $engine_name in
    podman-rootless)
      if [ "$(id -u)" = 0 ]; then
        (cd / && exec setpriv --reuid "$rootless_account" --regid "$rootless_account" --init-groups -- \
          env -u XDG_RUNTIME_DIR HOME="/home/$rootless_account" podman "$@")
      else
        podman "$@"
      fi
      ;;
    *) "$engine_name" "$@" ;;
  esac
}

# engine_answers [ENGINE]: true when an engine answers, not only its client is there.
engine_answers() {
  case ${1:-docker} in
    docker) has docker && docker version --format '{{.Server.Version}}' >/dev/null 2>&1 ;;
    *) has podman && engine "$1" info >/dev/null 2>&1 ;;
  esac
}

# chosen_engine ARGS...: the engine that rustyolo will choose when it is called with these: the one that is named, else
# Docker, unless only Podman is here.
chosen_engine() {
  engine_chosen=${RUSTYOLO_ENGINE:-}
  while [ $# -gt 0 ]; do
    case $1 in
      --engine) engine_chosen=${2:-} ;;
      --engine=*) engine_chosen=${1#--engine=} ;;
      --) break ;;
    esac
    shift
  done
  case $engine_chosen in
    docker | podman) ;;
    *) if has docker || ! has podman; then engine_chosen=docker; else engine_chosen=podman; fi ;;
  esac
  echo "$engine_chosen"
}

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

# The files a distribution is made from, and the directories they are in (so that a deletion is seen).
# find_sources ROOT FIND_EXPRESSION...
find_sources() (
  cd "$1" || exit 1
  shift
  find pom.xml .mvn policy protocol gateway cli image dist dev/lib.sh LICENSE \
    \( -name target -o -path '*/src/test' \) -prune -o "$@"
)

sources_hash() { find_sources "$1" -type f -exec sha256sum {} + | LC_ALL=C sort | short_hash; }

# dist_is_fresh ROOT: true when no source has changed since the distribution was built. The quick question is whether
# any is newer (by the time of its inode, which no copy can set back); only then its content counts.
dist_is_fresh() {
  dist_stamp=$1/dist/target/stamp
  [ -f "$dist_stamp" ] && [ -x "$1/dist/target/rustyolo/bin/rustyolo" ] || return 1
  [ -n "$(find_sources "$1" -newercm "$dist_stamp" -print -quit)" ] || return 0
  dist_checked=$(date +%s)
  read -r dist_sources <"$dist_stamp"
  [ "$dist_sources" = "$(sources_hash "$1")" ] || return 1
  touch -d "@$dist_checked" "$dist_stamp" 2>/dev/null || true # a reader need not be able to write
}

# engine_is_running: the same question as engine_answers, without a process, where the engine is a local daemon.
engine_is_running() {
  [ -z "${DOCKER_HOST:-}" ] && [ -w /var/run/docker.sock ] && [ -r /var/run/docker.pid ] || return 1
  read -r engine_pid </var/run/docker.pid || [ -n "$engine_pid" ] || return 1 # no newline at its end
  read -r engine_name 2>/dev/null <"/proc/$engine_pid/comm" && [ "$engine_name" = dockerd ]
}

# ready_images ROOT [ENGINE]: makes sure that an engine answers and has the images that belong to the distribution.
ready_images() {
  images_engine=${2:-docker}
  if [ "$images_engine" != docker ] || ! engine_is_running; then
    "$1/dev/setup-engine" "$images_engine" || exit 1
  fi
  read -r agent_hash <"$1/dist/target/rustyolo/lib/images/agent.hash"
  read -r gateway_hash <"$1/dist/target/rustyolo/lib/images/gateway.hash"
  images_stamp=$1/dist/target/images
  [ "$images_engine" = docker ] || images_stamp=$images_stamp-$images_engine-$(id -u)
  if [ -f "$images_stamp" ] && read -r images_known <"$images_stamp" &&
    [ "$images_known" = "$agent_hash $gateway_hash" ]; then
    return 0
  fi
  if ! { have_images "$images_engine" "llm-rustyolo-gateway:$gateway_hash" && has_agents "$images_engine"; }; then
    copy_images "$1" "$images_engine" || build_images "$1" "$images_engine" || exit 1
  fi
  # A hint for the next run; whoever may not write it asks the engine again.
  { echo "$agent_hash $gateway_hash" >"$images_stamp"; } 2>/dev/null || true
}

# have_images ENGINE IMAGE...
have_images() {
  images_asked=$1
  shift
  engine "$images_asked" image inspect --format '{{.Id}}' "$@" >/dev/null 2>&1
}

# agents_content ENGINE: what the agents' image that was built last holds, in words: the hash of its context first.
agents_content() {
  engine "$1" image inspect --format '{{index .Config.Labels "dev.rustyolo.context"}}' llm-rustyolo:latest 2>/dev/null
}

# has_agents ENGINE: is that image of $agent_hash, and on our own base?
has_agents() {
  agents_there=$(agents_content "$1") || return 1
  case $agents_there in *" from="*) return 1 ;; "$agent_hash" | "$agent_hash "*) ;; *) return 1 ;; esac
}

# copy_images ROOT ENGINE: takes from Docker what it has built already; that is quicker than to build it again.
copy_images() {
  [ "$2" != docker ] && engine_answers docker || return 1
  local_base=$(property "$1/image/base.properties" local)
  has_agents docker || return 1
  set -- "$2" llm-rustyolo:latest "llm-rustyolo:$agent_hash-$(printf %s "$agents_there" | short_hash)" \
    llm-rustyolo-gateway:latest "llm-rustyolo-gateway:$gateway_hash"
  have_images docker "$2" "$3" "$4" "$5" || return 1
  for images_extra in "$local_base" rustyolo-lab:latest rustyolo-lab-clients:latest; do
    if [ -n "$images_extra" ] && have_images docker "$images_extra"; then set -- "$@" "$images_extra"; fi
  done
  images_into=$1
  shift
  say "copying the images from Docker to $images_into"
  docker save "$@" | engine "$images_into" load --quiet >&2
}

# build_images ROOT ENGINE [OPTION...]: builds both, with options of rustyolo build.
build_images() {
  "$1/dev/base-image" "$2" || return 1
  images_of=$1/dist/target/rustyolo/bin/rustyolo
  images_on=$2
  shift 2
  set -- "$images_of" build --engine="${images_on%-rootless}" "$@"
  # Where TLS passes a company's proxy, npm must be told so in the build.
  ca=${NODE_EXTRA_CA_CERTS:-${SSL_CERT_FILE:-}}
  if [ -s "$ca" ]; then
    say "building the images, which will trust $ca too (some minutes, once)"
    set -- "$@" --ca-cert "$ca"
  else
    say "building the images (some minutes, once)"
  fi
  if [ "$images_on" = podman-rootless ] && [ "$(id -u)" = 0 ]; then
    set -- setpriv --reuid "$rootless_account" --regid "$rootless_account" --init-groups -- \
      env -u XDG_RUNTIME_DIR HOME="/home/$rootless_account" "$@"
    (cd / && exec "$@") >&2
  else
    "$@" >&2
  fi
}

# has_all_agents ROOT ENGINE: is every agent installed in the agents' image?
has_all_agents() {
  read -r agent_hash <"$1/dist/target/rustyolo/lib/images/agent.hash"
  has_agents "$2" || return 1
  agents_wanted="$agent_hash$(sed 's/^\(.*\)=.*/ \1/' "$1/dist/target/rustyolo/lib/images/agents.properties" | tr -d '\n')"
  [ "${agents_there%% ca=*}" = "$agents_wanted" ]
}

# property FILE KEY: a value of a Java properties file (the plain KEY=VALUE lines we write).
property() { sed -n "s/^$2=//p" "$1"; }

# project_version ROOT: as the sources say.
project_version() { sed -n '/<artifactId>rustyolo<.artifactId>/{n;s/.*<version>\(.*\)<.version>.*/\1/p;}' "$1/pom.xml"; }

# The platform this runs on, as releases name it; nothing when there are none for it.
this_target() {
  case "$(uname -s) $(uname -m)" in
    'Linux x86_64') echo x86_64-unknown-linux-gnu ;;
    'Linux aarch64') echo aarch64-unknown-linux-gnu ;;
    'Darwin x86_64') echo x86_64-apple-darwin ;;
    'Darwin arm64') echo aarch64-apple-darwin ;;
    MINGW*\ x86_64 | MSYS*\ x86_64) echo x86_64-pc-windows-msvc ;;
  esac
}

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
