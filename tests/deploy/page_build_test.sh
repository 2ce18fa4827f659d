#!/usr/bin/env bash
# page_build_test.sh VANGNET PAGE
# The page that was built is a template that web-page takes; another build, in another folder,
# from a copy of the sources, gives the same files; and what is not right is refused.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
vangnet=$1 page=$2
work=$(mktemp -d /tmp/vnbXXXXXX)
trap 'rm -rf -- "$work"' EXIT
export LC_ALL=C.UTF-8 VANGNET_HOME=$work/home
unset XDG_CONFIG_HOME

fail() {
  printf 'FAILED: %s\n' "$1" >&2
  exit 1
}

# A second build: other paths, other times, other rights.
mkdir "$work/clients"
tar --create --exclude=./node_modules --exclude=./generated --exclude=./dist --directory=clients/web . |
  tar --extract --touch --directory="$work/clients" --one-top-level=web
cp -r proto "$work/proto"
mkdir -p "$work/tests/clients/web" "$work/tests/scenarios/web"
(umask 077 && "$work/clients/web/run" vite build --logLevel warn --outDir "$work/again") >"$work/log" 2>&1 ||
  { cat "$work/log"; fail "the copy does not build"; }
diff -r "$page" "$work/again" >"$work/log" || { cat "$work/log"; fail "two builds differ"; }

# A draft, as far as a page needs it.
(umask 077 && echo 'een lange wachtzin' >"$work/pass")
for number in 1 2; do
  "$vangnet" admin make-signer --signer "$work/s$number.key" --public "$work/s$number.pub" \
    --passphrase-file "$work/pass" >/dev/null
done
head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n' >"$work/log.pub"
"$vangnet" admin draft --organisation deploy/organisation/organisation.textproto --name 'Proef & <Co>' \
  --signer "@$work/s1.pub" --signer "@$work/s2.pub" --threshold 2 --public localhost:8443 \
  --staff localhost:8444 --log-key "@$work/log.pub" --out "$work/draft" >/dev/null

web_page() { "$vangnet" --lang en admin web-page --draft "$work/draft" "$@" >"$work/said" 2>&1; }
refused() {
  local words=$1 code=0
  shift
  cp "$work/draft" "$work/draft.before"
  web_page "$@" || code=$?
  [[ $code == 3 ]] || { cat "$work/said"; fail "exit $code instead of 3: $words"; }
  tr '\n' ' ' <"$work/said" | grep -qF -- "$words" || { cat "$work/said"; fail "not said: $words"; }
  cmp -s "$work/draft" "$work/draft.before" || fail "a refusal changed the draft: $words"
}

web_page --pages "$page" --out "$work/one" || { cat "$work/said"; fail "web-page refuses the built page"; }
cp "$work/draft" "$work/draft.one"
web_page --pages "$work/again" --out "$work/two" || fail "web-page refuses the second build"
diff -r "$work/one" "$work/two" >/dev/null || fail "the same template filled twice differs"
cmp -s "$work/draft" "$work/draft.one" || fail "the same page has another hash"
(cd "$work/one" && sha256sum --quiet --strict -c manifest.txt) || fail "the manifest is not of the files"
! grep -q '@VANGNET_' "$work/one/index.html" || fail "a place is left in the page"
grep -q 'Proef &amp; &lt;Co&gt;' "$work/one/index.html" || fail "the name is not in the page"
! grep -q 'class="demonstration"' "$work/one/index.html" || fail "an organisation is called a demonstration"
for file in "$work"/one/assets/*.js "$work"/one/assets/*.css "$work/one/index.html"; do
  [[ $(gzip -dc "$file.gz" | sha256sum) == "$(sha256sum <"$file")" ]] ||
    fail "${file##*/}.gz is not a packed copy"
done

refused "is not empty" --pages "$page" --out "$work/one"
refused "there is no index.html" --pages "$work/nothing" --out "$work/three"
refused "is no plain file" --pages "$work/one" --out "$work/three"
mkdir "$work/filled"
cp "$work/one/index.html" "$work/filled"
refused "lacks the place @VANGNET_" --pages "$work/filled" --out "$work/three"
cp -r "$page" "$work/changed"
echo '@VANGNET_STAFF@' >>"$work/changed/index.html"
refused "has the place @VANGNET_STAFF@" --pages "$work/changed" --out "$work/three"
cp "$page/index.html" "$work/changed/index.html"
rm "$work"/changed/assets/*.css
refused "refers to /assets/" --pages "$work/changed" --out "$work/three"
cp -r "$page" "$work/linked"
ln -s /etc/passwd "$work/linked/assets/passwd.txt"
refused "assets/passwd.txt is no plain file" --pages "$work/linked" --out "$work/three"
refused "cannot be written" --pages "$page" --out "$work/no/such/folder"
[[ ! -e $work/three ]] || fail "a refusal left a folder"
echo "the page: two builds alike, filled alike, refused where it should be"
