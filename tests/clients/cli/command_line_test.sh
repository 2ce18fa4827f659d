#!/usr/bin/env bash
# The program itself, without a server: making an organisation as a script does it, the
# exit codes, and what must never be shown.
#   command_line_test.sh VANGNET ORGANISATION.textproto
set -euo pipefail

vangnet=$1
organisation=$2
folder=$(mktemp -d /tmp/vnXXXXXX)
trap 'rm -rf -- "$folder"' EXIT
cd "$folder"
unset LANG
unset LC_ALL LC_MESSAGES VANGNET_HOME XDG_CONFIG_HOME
export HOME=$folder/person
failed=0

# expect CODE COMMAND...: runs it, keeps what it says, compares how it ends.
expect() {
  local wanted=$1 ended=0
  shift
  env LANG=en_GB.UTF-8 "$@" >said 2>complained </dev/null || ended=$?
  if ((ended != wanted)); then
    printf 'FAILED: ended with %d instead of %d: %s\n' "$ended" "$wanted" "$*"
    cat said complained
    failed=1
  fi
}
says() {
  if ! grep -q -- "$1" <<<"$(cat said complained | tr '\n' ' ')"; then
    printf 'FAILED: not said: %s\n' "$1"
    cat said complained
    failed=1
  fi
}
never_says() {
  if grep -q -- "$1" said complained; then
    printf 'FAILED: was shown and must not be\n'
    failed=1
  fi
}

printf 'een lange wachtzin\n' >pass
printf 'een andere wachtzin\n' >otherpass

# Usage.
expect 0 "$vangnet" --version && says '^vangnet [0-9]*\.[0-9]*\.[0-9]*'
expect 0 "$vangnet" --help && says 'Examples:'
for command in join report outbox follow cases caseload enrol admin; do
  expect 0 "$vangnet" "$command" --help && says 'Examples:'
done
expect 2 "$vangnet"
expect 2 "$vangnet" admin make-signer
expect 2 "$vangnet" report --passphrase canary-on-the-command-line && never_says canary
expect 2 "$vangnet" --lang canary report && never_says canary
expect 2 "$vangnet" report && says '--from'
expect 2 "$vangnet" --lang nl report && says 'Er ontbreekt iets'
expect 2 "$vangnet" admin make-signer --signer s.key && says '--passphrase-file'
[[ ! -e s.key ]] || { echo 'FAILED: a key file without a passphrase'; failed=1; }

# Before joining.
expect 2 "$vangnet" report --from /dev/null --receipt-file r && says 'knows no organisation'
[[ ! -e r ]] || { echo 'FAILED: a receipt that leads nowhere'; failed=1; }

# Making an organisation.
for number in 1 2; do
  expect 0 "$vangnet" admin make-signer --signer "s$number.key" --public "s$number.pub" \
    --passphrase-file pass --json
done
[[ $(stat -c %a s1.key) == 600 ]] || { echo 'FAILED: key file for everybody'; failed=1; }
expect 3 "$vangnet" admin make-signer --signer s1.key --passphrase-file pass && says 'exists already'
expect 0 "$vangnet" enrol --identity anna.key --request anna.request --passphrase-file pass --json
fingerprint=$(sed 's/.*"fingerprint": "\([^"]*\)".*/\1/' said)
draft=(admin draft --organisation "$organisation" --name Test --signer @s1.pub --signer @s2.pub
  --threshold 2 --public localhost:1 --staff localhost:2 --log-key @s1.pub)
expect 2 "$vangnet" "${draft[@]}" --ca "$organisation" --out b1.draft && says '--demonstration'
expect 0 "$vangnet" "${draft[@]}" --out b1.draft
staff=(admin add-staff --draft b1.draft --request anna.request --name Anna --language dutch
  --competence "intimidation,integrity,crisis")
expect 2 "$vangnet" "${staff[@]}" --fingerprint "$fingerprint" --role king && says 'choose from'
expect 3 "$vangnet" "${staff[@]}" --fingerprint "U$fingerprint" --role trusted-person
says 'Symbol 1'
expect 3 "$vangnet" "${staff[@]}" --fingerprint "${fingerprint:5}-0000" --role trusted-person
expect 0 "$vangnet" "${staff[@]}" --fingerprint "$fingerprint" --role trusted-person
expect 2 "$vangnet" admin sign b1.draft --signer s1.key --out b1.signed --passphrase-file pass
says '--yes'
expect 3 "$vangnet" admin sign b1.draft --signer s1.key --out b1.signed --yes \
  --passphrase-file otherpass && never_says 'andere wachtzin'
expect 3 "$vangnet" admin sign b1.draft --signer anna.key --out b1.signed --yes --passphrase-file pass
expect 0 "$vangnet" admin sign b1.draft --signer s1.key --out b1.signed --yes --passphrase-file pass
says "$fingerprint"

# One signature of two is not enough to be believed.
expect 0 "$vangnet" admin show-bundle b1.signed --json && says '"complete": false'
organisation_fingerprint=$(sed 's/.*"organisation_id": "[^"]*", "fingerprint": "\([^"]*\)".*/\1/' said)
expect 6 "$vangnet" join b1.signed --fingerprint "$organisation_fingerprint"
expect 0 "$vangnet" admin sign b1.signed --signer s2.key --out b1.signed --yes --passphrase-file pass
expect 3 "$vangnet" join b1.signed --fingerprint "U$organisation_fingerprint"
expect 6 "$vangnet" join b1.signed --fingerprint "$fingerprint"
expect 0 "$vangnet" join b1.signed --fingerprint "$organisation_fingerprint" --json
says '"version": 1'
[[ $(stat -c %a person/.config/vangnet) == 700 ]] || { echo 'FAILED: home for everybody'; failed=1; }

# The next bundle: what changes is shown before it is signed.
expect 0 "$vangnet" admin next --out b2.draft
sed -i 's/+31 88 000 00 00/+31 6 66 66 66 66/' b2.draft
expect 0 "$vangnet" admin sign b2.draft --signer s1.key --out b2.signed --yes --passphrase-file pass
says 'other telephone number'
expect 0 "$vangnet" admin sign b2.draft --signer s1.key --out b2.signed --previous b1.signed --yes \
  --passphrase-file pass
says 'other telephone number'

# A bundle before that was doctored so that nothing seems to change: refused, pinned or not.
head -c -1 b1.signed >doctored && printf '\377' >>doctored
expect 6 "$vangnet" admin sign b2.draft --signer s1.key --out doctored.signed --yes \
  --previous b2.signed --passphrase-file pass && says 'Do not sign'
expect 6 "$vangnet" --home "$folder/nobody" admin sign b2.draft --signer s1.key \
  --out doctored.signed --yes --previous b2.signed --passphrase-file pass && says 'Do not sign'
expect 6 "$vangnet" --home "$folder/nobody" admin sign b2.draft --signer s1.key \
  --out doctored.signed --yes --previous doctored --passphrase-file pass
expect 0 "$vangnet" --home "$folder/nobody" admin sign b2.draft --signer s1.key \
  --out b2.signed --yes --previous b1.signed --passphrase-file pass && says 'other telephone number'
sed 's/+31 88 000 00 00/+31 6 66 66 66 66/' b1.draft >again.draft
expect 6 "$vangnet" admin sign again.draft --signer s1.key --out doctored.signed --yes \
  --passphrase-file pass && says 'second first'
[[ ! -e doctored.signed ]] || { echo 'FAILED: signed against a doctored bundle'; failed=1; }

# Nobody takes a colleague's place in the list with keys of their own.
expect 0 "$vangnet" enrol --identity mallory.key --request mallory.request --passphrase-file pass \
  --principal-of anna.key --generation 2 --json
taking=$(sed 's/.*"fingerprint": "\([^"]*\)".*/\1/' said)
cp b2.draft taken.draft
expect 3 "$vangnet" admin add-staff --draft taken.draft --request mallory.request \
  --fingerprint "$taking" --name Mallory && says 'place of Anna'
cmp -s b2.draft taken.draft || { echo 'FAILED: the place was taken'; failed=1; }
expect 0 "$vangnet" admin add-staff --draft taken.draft --request mallory.request \
  --fingerprint "$taking" && says 'Anna has new keys'

# Taken out of a draft: that person and nobody else.
cp b2.draft fewer.draft
expect 3 "$vangnet" admin remove-staff --draft fewer.draft Mallory
cmp -s b2.draft fewer.draft || { echo 'FAILED: somebody else was taken out'; failed=1; }
expect 0 "$vangnet" admin remove-staff --draft fewer.draft Anna && says 'Anna was taken out of draft'
if grep -q Anna fewer.draft; then
  echo 'FAILED: still in the draft'
  failed=1
fi
expect 3 "$vangnet" admin remove-staff --draft fewer.draft Anna
expect 3 "$vangnet" admin sign fewer.draft --signer s1.key --out fewer.signed --yes --passphrase-file pass
[[ ! -e fewer.signed ]] || { echo 'FAILED: a list without anybody to report to'; failed=1; }

# Joined, but the server is not there: nothing is sent, and the person is told whom to call.
printf '{"answers":{"danger":"no","topic":"crisis","role":"alderman","contact":["call"],"consent":"without-health"}}' >answers.json
expect 5 "$vangnet" report --from answers.json --receipt-file r --attempts 1
[[ ! -e r ]] || { echo 'FAILED: a receipt for a report that was never drawn'; failed=1; }

# Kept in a file instead, sealed under a receipt that was written first.
expect 5 "$vangnet" report --from answers.json --receipt-file kept.receipt --outbox report.kept \
  --attempts 1 --json && says '"result": "kept", "outbox": "report.kept", "sealed": false'
[[ $(stat -c %a report.kept kept.receipt | sort -u) == 600 ]] ||
  { echo 'FAILED: a kept report for everybody'; failed=1; }
if grep -q -a -e alderman -e "$(cut -c1-9 kept.receipt)" report.kept; then
  echo 'FAILED: a kept report can be read'
  failed=1
fi
cp report.kept as-it-was
expect 3 "$vangnet" report --from answers.json --receipt-file another --outbox report.kept
says 'not overwritten'
[[ ! -e another ]] || { echo 'FAILED: a receipt for no report'; failed=1; }
ln -s nowhere link
expect 3 "$vangnet" report --from answers.json --receipt-file another --outbox link
[[ ! -e nowhere && ! -e another ]] || { echo 'FAILED: a link was followed'; failed=1; }
expect 0 "$vangnet" outbox show report.kept --json && says '"kind": "kept-report", "whole": true'
expect 0 "$vangnet" outbox show report.kept && never_says 'alderman\|Test'
ln -s report.kept link-to-it
expect 3 "$vangnet" outbox show link-to-it
expect 3 "$vangnet" outbox show no-such-file && says 'does not exist'
expect 3 "$vangnet" outbox show answers.json && says 'not a kept report'
expect 2 "$vangnet" outbox send report.kept && says '--receipt-file'
printf '003G-W58W-4CN3-2E1Z-8S6N-8PV2-D5R4\n' >receipt
expect 3 "$vangnet" outbox send report.kept --receipt-file receipt --json
says '"code": "UNAUTHENTICATED"'
expect 2 "$vangnet" outbox send report.kept --receipt-file kept.receipt && says '--yes'
expect 5 "$vangnet" outbox send report.kept --receipt-file kept.receipt --yes --attempts 1
says 'still there'
cmp -s report.kept as-it-was || { echo 'FAILED: a kept report was changed'; failed=1; }
printf 'x' | dd of=report.kept bs=1 seek=70000 conv=notrunc status=none
expect 3 "$vangnet" outbox send report.kept --receipt-file kept.receipt --json
says '"code": "DATA_LOSS"'
expect 3 "$vangnet" outbox show report.kept && says 'damaged'
head -c 70000 as-it-was >half
expect 3 "$vangnet" outbox show half && says 'only the beginning'

expect 3 "$vangnet" follow status --receipt-file /dev/null
printf '003G-W58W-4CN3-2E1Z-8S6N-8PV2-D5RU\n' >mistyped
expect 3 "$vangnet" follow status --receipt-file mistyped && says 'Symbol 28 (group 7)'
never_says 003G
printf '003G-W58W-4CN3-2E1Z-8S6N-8PV2-D5R4\n' >receipt
expect 5 "$vangnet" follow status --receipt-file receipt --json && says '"exit_code": 5'
never_says 003G
expect 0 "$vangnet" report --show-form --json && says '"code": "danger"'

# Plain when it is no terminal.
expect 0 "$vangnet" admin show-bundle
never_says $'\x1b'

((failed == 0)) || exit 1
echo 'ok'
