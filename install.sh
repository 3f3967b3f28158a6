#!/bin/sh
# Installs rustyolo for you alone, or brings it up to date: below ~/.local, without root.
#
#   sh install.sh [--version X.Y.Z] [--from URL] [--ca-cert FILE] [--prefix DIR] [--force]
#
#   --version   this one, instead of the newest
#   --from      where the release's files are: https://... (a mirror), or file:///...
#   --ca-cert   certificates (PEM) to trust instead of this machine's
#   --prefix    instead of ~/.local
#   --force     also an older version than the installed one, or the same again
#
# What it does, in this order: it fetches what the release says of itself, the manifest, and goes on only if one of the two
# keys below has signed it, and it is for this platform and not expired. It fetches the archive, which must be just the
# bytes that the manifest names; unpacks it, plain files in one directory, into a directory of its own; tries it; and only
# then exchanges one link, ~/.local/share/rustyolo/current. Whatever fails before that leaves all as it was.
set -eu
umask 022
unset CDPATH
export LC_ALL=C

# The same as in cli/src/main/resources/dev/rustyolo/cli/update/release-keys.txt: a key's name, and the key (Ed25519).
keys='
31f3a9300f9b1069 /GMmCRAMLAGeljBJPD9rUQLMbS0o/lsJ41VkI1USnFA=
d4418e640ba4b470 PaALUZpiO1fgXl7rgzHH7qBUFdCaANoYHZOXZ5DYmr4=
'
releases=https://github.com/rustyolo/rustyolo/releases

say() { printf 'rustyolo: %s\n' "$*"; }
die() {
  printf 'rustyolo: error: %s\n' "$*" >&2
  exit 1
}

# Nothing is run before all of this file has been read: a download that ends too early does nothing.
main() {
  options "$@"
  platform
  tools
  places

  manifest=$work/manifest
  fetch "$name.manifest.json" "$manifest" 65536
  fetch "$name.manifest.json.sig" "$work/signatures" 65536
  signed_by_a_pinned_key "$manifest" "$work/signatures" ||
    die "no key of rustyolo's has signed $name.manifest.json. It may be forged: nothing was installed. If it stays like this," \
      "say so at the project's site"
  read_manifest
  may_be_installed

  say "fetching rustyolo $version ($((size / 1048576)) MB)"
  fetch "$archive" "$work/archive" "$size"
  { [ "$(wc -c <"$work/archive" | tr -d ' ')" = "$size" ] && [ "$(sha256 "$work/archive")" = "$sha256" ]; } ||
    die "$archive is not what its manifest says (size or SHA-256): the download was cut short or tampered with. Try again"
  unpack
  try
  switch
  report
}

options() {
  wanted='' from='' certificates='' prefix='' force=false
  while [ $# -gt 0 ]; do
    case $1${2+ VALUE} in
      --version' VALUE') wanted=${2#v} && shift ;;
      --from' VALUE') from=${2%/} && shift ;;
      --ca-cert' VALUE') certificates=$2 && shift ;;
      --prefix' VALUE') prefix=$2 && shift ;;
      --force | --force' VALUE') force=true ;;
      *) die "unexpected, or without its value: $1. There are --version X.Y.Z, --from URL, --ca-cert FILE, --prefix DIR, --force" ;;
    esac
    shift
  done
  [ -z "$wanted" ] || is_version "$wanted" || die "--version takes a version, as 0.2.0"
  from=${from:-$releases/${wanted:+download/v}${wanted:-latest/download}}
  case $from in
    https://*) protocol=https ;;
    file:///*) protocol='file' ;;
    *) die "--from takes https://... or file:///..., since a network in between could change anything else" ;;
  esac
}

platform() {
  case "$(uname -s) $(uname -m)" in
    'Linux x86_64') target=x86_64-unknown-linux-gnu ;;
    'Linux aarch64') target=aarch64-unknown-linux-gnu ;;
    'Darwin x86_64') target=x86_64-apple-darwin ;;
    'Darwin arm64') target=aarch64-apple-darwin ;;
    MINGW* | MSYS* | CYGWIN*) die "on Windows, run this inside WSL 2" ;;
    *) die "there is no release for $(uname -s) on $(uname -m); it may be built from source, see the README" ;;
  esac
  for musl in /lib/ld-musl-*; do
    [ ! -e "$musl" ] || [ -e /lib64/ld-linux-x86-64.so.2 ] || [ -e /lib/ld-linux-aarch64.so.1 ] ||
      die "releases need glibc, and this system has musl; build from source, see the README"
  done
  name=rustyolo-$target
}

tools() {
  for tool in curl tar gzip; do
    command -v "$tool" >/dev/null 2>&1 || die "this needs $tool; install it (apt install $tool, dnf install $tool)"
  done
  # macOS has LibreSSL by that name, which can't verify these signatures.
  for openssl in openssl /opt/homebrew/opt/openssl@3/bin/openssl /usr/local/opt/openssl@3/bin/openssl ''; do
    case $("$openssl" version 2>/dev/null) in 'OpenSSL '[3-9]*) break ;; esac
  done
  [ -n "$openssl" ] || die "only OpenSSL 3 or newer can verify the signature, and without that nothing is installed." \
    "Install it (apt install openssl, dnf install openssl, brew install openssl@3) and run this again"
}

places() {
  [ -n "${HOME:-}" ] || die "HOME is not set"
  if [ -n "$prefix" ]; then
    case $prefix in /*) ;; *) prefix=$PWD/$prefix ;; esac
    data=$prefix/share/rustyolo bin=$prefix/bin
  else
    data=${XDG_DATA_HOME:-$HOME/.local/share}/rustyolo bin=$HOME/.local/bin
  fi
  link=$data/current/bin/rustyolo
  [ "$data" != "${bin%/bin}/share/rustyolo" ] || link=../share/rustyolo/current/bin/rustyolo
  if [ -e "$bin/rustyolo" ] || [ -L "$bin/rustyolo" ]; then
    [ "$(readlink "$bin/rustyolo")" = "$link" ] ||
      die "$bin/rustyolo is there already, and not from here. Remove it and run this again, or choose another --prefix"
  fi
  mkdir -p "$data/versions" "$bin" || die "$data and $bin must be writable; choose another place with --prefix"
  # Of runs that were killed.
  find "$data"/.install.* -prune -mtime +1 -exec rm -rf {} + 2>/dev/null || true
  work=$(mktemp -d "$data/.install.XXXXXX") || die "$data must be writable; choose another place with --prefix"
  trap 'rm -rf "$work"' EXIT
  trap 'exit 130' INT TERM HUP
}

# fetch NAME FILE LIMIT: no more than that many bytes, over nothing but TLS, also behind a redirect.
fetch() {
  set -- "$1" "$2" "$3" -q --proto "=$protocol" --proto-redir '=https' --fail --silent --show-error --location \
    --connect-timeout 30 --speed-limit 1000 --speed-time 60
  [ -z "$certificates" ] || set -- "$@" --cacert "$certificates"
  fetch_name=$1 fetch_file=$2 fetch_limit=$3
  shift 3
  rm -f "$work/failed"
  { curl "$@" "$from/$fetch_name" 2>"$work/curl" || : >"$work/failed"; } | head -c $((fetch_limit + 1)) >"$fetch_file" ||
    die "$data can't take $fetch_name; is the disk full?"
  [ "$(wc -c <"$fetch_file")" -le "$fetch_limit" ] || die "$fetch_name is longer than it may be ($fetch_limit bytes)"
  [ ! -e "$work/failed" ] || die "can't fetch $from/$fetch_name: $(cat "$work/curl")"
}

# The signature is over a line that says what this is, and the manifest.
signed_by_a_pinned_key() { # MANIFEST SIGNATURES
  { echo 'rustyolo release manifest 1' && cat "$1"; } >"$work/signed"
  while read -r id signature; do
    raw=$(printf '%s' "$keys" | sed -n "s/^$(printf '%s' "$id" | tr -cd 0-9a-f) //p")
    { [ ${#id} = 16 ] && [ ${#raw} = 44 ]; } || continue
    printf '%s' "$signature" | "$openssl" base64 -d -A >"$work/signature"
    # The bytes before a key are those of its kind in RFC 8410.
    { printf '0*0\005\006\003+ep\003!\000' && printf '%s' "$raw" | "$openssl" base64 -d -A; } >"$work/key"
    "$openssl" pkeyutl -verify -pubin -keyform DER -inkey "$work/key" -rawin -in "$work/signed" \
      -sigfile "$work/signature" >/dev/null 2>&1 && return 0
  done <"$2"
  return 1
}

read_manifest() {
  version=$(field version) archive=$(field archive) sha256=$(field sha256) minimum=$(field minimum)
  expires=$(field expires)
  size=$(sed -n 's/.*"size": *\([0-9]\{1,10\}\)[,}].*/\1/p' "$manifest")
  [ "$(sed -n 's/.*"format": *\([0-9]*\)[,}].*/\1/p' "$manifest")" = 1 ] ||
    die "the manifest is of a newer kind than this script; fetch install.sh anew"
  { is_version "$version" && is_version "$minimum" && [ -n "$size" ] && matches "$sha256" '[0-9a-f]\{64\}' &&
    matches "$expires" '[0-9]\{4\}-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z'; } ||
    die "the manifest is signed, but not as it should be; fetch install.sh anew"
}

field() { sed -n "s/.*\"$1\": *\"\([^\"]*\)\".*/\1/p" "$manifest"; }
matches() { [ "$(printf '%s' "$1" | sed -n "s/^$2\$/good/p")" = good ]; }
is_version() { matches "$1" '[0-9]\{1,6\}\.[0-9]\{1,6\}\.[0-9]\{1,6\}'; }
is_older() { # VERSION THAN_VERSION
  [ "$1" != "$2" ] && [ "$(printf '%s\n' "$1" "$2" | sort -t . -k 1,1n -k 2,2n -k 3,3n | head -n 1)" = "$1" ]
}
digits() { printf '%s' "$1" | tr -cd 0-9; }
sha256() { "$openssl" dgst -sha256 -r "$1" | cut -c 1-64; }

may_be_installed() {
  { [ "$(field target)" = "$target" ] && [ "$archive" = "$name.tar.gz" ]; } ||
    die "the manifest is for $(field target), and this is $target: somebody has exchanged files of the release"
  [ "$(digits "$(date -u +%Y-%m-%dT%H:%M:%SZ)")" -lt "$(digits "$expires")" ] ||
    die "the release has expired ($expires). Take a newer one; if there is none, look at this machine's clock"
  [ -z "$wanted" ] || [ "$wanted" = "$version" ] || die "the release is $version, not $wanted: somebody has exchanged it"
  top=rustyolo-$version-$target
  new=versions/$version-$(printf '%s' "$sha256" | cut -c 1-16)
  installed=''
  [ ! -r "$data/current/lib/version" ] || installed=$(cat "$data/current/lib/version")
  old=$(readlink "$data/current" || true)
  if $force || [ -z "$installed" ]; then return; fi
  ! is_older "$version" "$installed" || die "$installed is installed, and $version is older; --force installs it all the same"
  ! is_older "$installed" "$minimum" ||
    die "$installed is too old to become $version in one step; --version $minimum comes first, or --force"
  if [ "${old%.again}" = "$new" ]; then
    ln -sf "$link" "$bin/rustyolo"
    say "$version is installed already; --force installs it again"
    exit 0
  fi
}

# Of what was verified; a gigabyte is enough for what should take a tenth of that.
unzipped() { gzip -dc "$work/archive" 2>/dev/null | head -c 1073741824; }

unpack() {
  { unzipped | tar -tf - >"$work/names" && unzipped | tar -tvf - >"$work/kinds"; } 2>/dev/null || die "$archive is no archive"
  { ! grep -qv "^$top/[A-Za-z0-9._+/-]*\$" "$work/names" && ! grep -Eq '//|/\.\.?(/|$)' "$work/names" &&
    ! grep -Eqv '^(-rw-r--r--|[-d]rwxr-xr-x) ' "$work/kinds" && [ -z "$(sort "$work/names" | uniq -d)" ]; } ||
    die "$archive holds something else than plain files and directories in $top; nothing of it was unpacked"
  mkdir "$work/new"
  unzipped | tar -x -o -f - -C "$work/new" || die "$archive can't be unpacked; is the disk full?"
  { [ -z "$(find "$work/new" ! -type f ! -type d -o -type f -links +1 -o -perm -4000 -o -perm -2000)" ] &&
    [ "$(ls -A "$work/new")" = "$top" ]; } || die "$archive has unpacked to something else than plain files"
  unpacked=$work/new/$top
  { [ "$(cat "$unpacked/lib/version")" = "$version" ] && [ "$(cat "$unpacked/lib/target")" = "$target" ]; } ||
    die "$archive holds another version, or one for another platform, than its manifest says"
}

try() {
  TMPDIR=$work "$unpacked/lib/record-caches" || say "warning: no caches could be recorded; rustyolo will start more slowly"
  # The launcher answers --version alone by itself; this goes through Java.
  { tried=$("$unpacked/bin/rustyolo" --quiet --version) && [ "$tried" = "rustyolo $version" ]; } ||
    die "rustyolo $version does not run on this machine, so it was not installed; what it said may stand above"
}

switch() {
  # What is current is never touched, sessions run from it: the same version again goes beside it, by the other of two
  # names. What had that name is two installations old; what nothing runs from any more, the next update removes.
  same=$new
  [ "$old" != "$new" ] || new=$new.again
  [ ! -e "$data/$new" ] || mv "$data/$new" "$work/old"
  mv "$unpacked" "$data/$new"
  if [ -n "$old" ] && [ "${old%.again}" != "$same" ]; then point "$data/previous" "$old"; fi
  point "$data/current" "$new"
  ln -sf "$link" "$bin/rustyolo"
}

# point LINK TARGET: by one rename, so that there is no moment without it. GNU's option, and BSD's.
point() {
  ln -s "$2" "$work/link"
  mv -T -f "$work/link" "$1" 2>/dev/null || mv -h -f "$work/link" "$1"
}

report() {
  say "$version is installed: $bin/rustyolo${installed:+ (before: $installed)}"
  case :${PATH:-}: in
    *:"$bin":*) ;;
    *) say "$bin is not in your PATH; add this to your shell's profile: export PATH=\"$bin:\$PATH\"" ;;
  esac
}

main "$@"
