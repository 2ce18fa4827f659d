# shellcheck shell=bash disable=SC2154
# The main job before the reader's eyes, through the command line that members and staff
# use: file, route, check, decline or accept, read, answer, come back. Every step is
# verified, in a run as in --check. Sourced by deploy/quickstart.
#
# Results of each filing are kept in $demo/filed/NAME.json.

filed() { jq -r "$2" "$demo/filed/$1.json"; }

# The handle in staff.tsv of a name in the bundle.
handle_of() { staff_rows | awk -F'\t' -v name="$1" '$2 == name { print $1 }'; }

# Who has a role in a filed case: `person_of 01-x lead`, a handle.
person_of() {
  handle_of "$(filed "$1" ".persons[] | select(.role == \"$2\") | .name")"
}

reporter() {
  local name=$1
  shift
  vangnet --home "$demo/home/reporter" --lang en "$@" --receipt-file "$demo/receipts/$name"
}

publish_duty_and_absence() {
  say "The administrator publishes the duty list; Bo Hendriks is away this week."
  local day handles=(gerda hakim ilse joris) entries=() name
  for day in 0 1 2 3; do
    name=$(staff_rows | awk -F'\t' -v handle="${handles[day]}" '$1 == handle { print $2 }')
    entries+=("$(jq -n --arg person "$name" \
      --arg start "$(date -u -d "@$(($(date +%s) + day * 86400))" +%Y-%m-%dT%H:%MZ)" \
      --arg till "$(date -u -d "@$(($(date +%s) + (day + 1) * 86400))" +%Y-%m-%dT%H:%MZ)" \
      '{person: $person, start: $start, "end": $till}')")
  done
  printf '%s\n' "${entries[@]}" | jq -s . >"$demo/duty.json"
  as mirjam admin duty "$demo/duty.json" >/dev/null
  as mirjam admin absence "Bo Hendriks" --away \
    --until "$(date -u -d '7 days' +%Y-%m-%d)" >/dev/null
}

# The day in `@+N@`, at 14:00 in Amsterdam.
with_dates() {
  local days text
  text=$(cat "$1")
  while [[ $text =~ @\+([0-9]+)@ ]]; do
    days=${BASH_REMATCH[1]}
    text=${text//"@+$days@"/$(TZ=Europe/Amsterdam date -d "$days days" +%Y-%m-%dT14:00)}
  done
  printf '%s\n' "$text"
}

file_reports() {
  step "Twelve members file a report"
  mkdir -p "$demo/filed"
  local file name
  for file in deploy/demo/reports/*.json; do
    name=$(basename "$file" .json)
    with_dates "$file" | reporter "$name" report --from - --json >"$demo/filed/$name.json"
    verify "$name was accepted, with a filing proof" \
      jq -e '.result == "accepted" and (.proof | length > 100)' "$demo/filed/$name.json"
    printf '   %-32s %-12s urgency %s  to %s\n' "$name" "$(filed "$name" .category)" \
      "$(filed "$name" .urgency)" "$(filed "$name" '.persons[] | select(.role == "lead") | .name')"
    printf '   %32s why: %s\n' "" \
      "$(filed "$name" '.persons[] | select(.role == "lead") | .why | join(", ")')"
    printf '   %32s also: %s\n' "" \
      "$(filed "$name" '[.persons[] | select(.role != "lead") | "\(.name) (\(.role))"] | join(", ")')"
  done
}

# names NAME PERSON: whether a filed report names a person at all.
names() { jq -e --arg name "$2" '[.persons[], .coordinators[]] | any(.name == $name)' \
  "$demo/filed/$1.json" >/dev/null; }
names_not() { ! names "$1" "$2"; }

check_reports() {
  verify "all urgencies and all three categories are among them" \
    jq -es '(map(.urgency) | unique) == [1, 2, 3, 4] and
      (["crisis", "integrity", "intimidation"] - map(.category)) == []' "$demo"/filed/??-*.json
  verify "they are in Dutch and in English" \
    jq -es '(["dutch", "english"] - map(.language)) == []' deploy/demo/reports/*.json
}

check_routing() {
  say "What routing had to keep:"
  verify "nobody who declared a conflict with Nieuwwaarde is named in 03" \
    jq -e '[.persons[], .coordinators[]] | map(.name) |
      (contains(["Daan Visser"]) or contains(["Ilse Jansen"]) or contains(["Lex Dekker"])) | not' \
    "$demo/filed/03-accused-hearing-in-two-days.json"
  verify "whom the reporter excluded is not named in 10" names_not 10-former-executive "Esra Yilmaz"
  local name
  for name in 01-threat-with-address 02-threats-online 12-five-answers; do
    verify "who is away is neither lead nor deputy in $name" \
      jq -e '[.persons[] | select(.role == "lead" or .role == "deputy") | .name] |
        index("Bo Hendriks") == null' "$demo/filed/$name.json"
  done
  verify "an urgent report also goes to Gerda Smit, who is on duty today" \
    jq -e '.urgency == 1 and any(.persons[]; .name == "Gerda Smit")' \
    "$demo/filed/01-threat-with-address.json"
  verify "Bonaire has its own calendar" jq -e '.calendar == "ast"' "$demo/filed/07-bonaire.json"
  say "   conflicts, exclusions and absence were kept."
}

# Opens the check card, accepts, reads and answers: what a trusted person does.
answer_case() {
  local name=$1 lead=$2 words=$3 case_id
  case_id=$(filed "$name" .case_id)
  as "$lead" cases check "$case_id" --json >"$demo/filed/$name.check.json"
  as "$lead" cases accept "$case_id" >/dev/null
  as "$lead" cases read "$case_id" --json >"$demo/filed/$name.read.json"
  verify "$lead reads the report in $name" \
    jq -e '.entries[0].kind == "account"' "$demo/filed/$name.read.json"
  printf '%s\n' "$words" | as "$lead" cases answer "$case_id" --text-file - >/dev/null
  say "   $lead: check card opened, accepted, read, answered."
}

handle_cases() {
  step "Trusted persons at work"
  local lead deputy name case_id
  name=01-threat-with-address
  lead=$(person_of $name lead)
  say "$name: $lead has an hour, and needs less."
  as "$lead" cases list
  answer_case $name "$lead" \
    "Goed dat u belt en schrijft. Ik bel u vanavond na acht uur; bel bij gevaar eerst 112."

  name=03-accused-hearing-in-two-days
  lead=$(person_of $name lead)
  deputy=$(person_of $name deputy)
  case_id=$(filed $name .case_id)
  say "$name: $lead looks at the check card and declines before reading; it is $deputy's turn."
  as "$lead" cases check "$case_id"
  as "$lead" cases decline "$case_id" --reason conflict >/dev/null
  verify "who declined cannot see the case any more" fails_with 4 as "$lead" cases check "$case_id"
  answer_case $name "$deputy" \
    "U hoeft niet alleen naar dat gesprek. Morgen om tien uur nemen we het samen door."

  name=07-bonaire
  lead=$(person_of $name lead)
  say "$name: $lead answers in English."
  answer_case $name "$lead" "Thank you for writing. I will be in the portal every evening, your time."

  name=12-five-answers
  lead=$(person_of $name lead)
  case_id=$(filed $name .case_id)
  say "$name: one talk was enough; $lead makes a note and closes."
  answer_case $name "$lead" "Dank voor uw bericht. Schrijf gerust meer wanneer u zover bent."
  printf 'Eerste gesprek gevoerd; geen vervolg nodig.\n' |
    as "$lead" cases note "$case_id" --text-file - >/dev/null
  as "$lead" cases close "$case_id" --yes >/dev/null
}

# fails_with CODE COMMAND...
fails_with() {
  local wanted=$1 code=0
  shift
  "$@" >/dev/null 2>&1 || code=$?
  [[ $code == "$wanted" ]]
}

follow_with_receipt() {
  step "A member comes back with the receipt"
  local name=01-threat-with-address
  reporter $name follow status
  reporter $name follow read
  reporter $name follow read --json >"$demo/filed/$name.follow.json"
  verify "the answer is there, whole" \
    jq -e '.findings == [] and any(.entries[]; .kind == "message" and (.text | test("112")))' \
    "$demo/filed/$name.follow.json"
  printf 'Dank u. Dat helpt nu al.\n' | reporter $name follow write --text-file - >/dev/null
  name=02-threats-online
  say "02 changes her mind before anybody has opened it, and withdraws."
  reporter $name follow withdraw --yes >/dev/null
  verify "a withdrawn report says so" [ "$(reporter $name follow status --json | jq -r .state)" = withdrawn ]
}

show_caseload() {
  step "What a coordinator sees: the load, never content"
  as karin caseload
  as karin caseload --json >"$demo/filed/caseload.karin.json"
  as lex caseload --json >"$demo/filed/caseload.lex.json"
  verify "ten cases are open for Karin" \
    jq -e '.totals.open_cases == 10' "$demo/filed/caseload.karin.json"
  # shellcheck disable=SC2016
  verify "Lex, who has a conflict with Nieuwwaarde, sees neither its row nor its count" \
    jq -e --arg id "$(filed 03-accused-hearing-in-two-days .case_id)" \
    '.totals.open_cases == 9 and (any(.rows[]; .case_id == $id) | not)' \
    "$demo/filed/caseload.lex.json"
}

do_main_job() {
  if [[ -e $demo/main-job-done ]]; then
    step "The main job was done in an earlier run; this is the load now"
    as karin caseload
    return
  fi
  # Reports cannot be taken back: who begins and does not end begins with an empty store again.
  touch "$demo/main-job-begun"
  publish_duty_and_absence
  file_reports
  check_reports
  check_routing
  handle_cases
  follow_with_receipt
  show_caseload
  touch "$demo/main-job-done"
}

# Beyond what a run verifies anyway: refusals, and that a restart loses nothing.
check_main_job() {
  step "The page for members is the one that was signed, and is answered; no other page is"
  verify "every file that the server gives is the signed one" verify_page
  cp "$demo/pages/public/index.html" "$demo/index.html"
  sed -i '0,/112/s//119/' "$demo/pages/public/index.html"
  verify "a changed number in it is found" fails_with 7 verify_page
  cp "$demo/index.html" "$demo/pages/public/index.html"
  verify "a page of this server gets the bundle" asks_as_page "https://localhost:$public_port" 0
  verify "a page of another is refused" asks_as_page https://elsewhere.example 7
  step "Refusals, and a restart"
  local name=01-threat-with-address case_id stranger
  case_id=$(filed $name .case_id)
  stranger=mirjam
  verify "an administrator sees no case" fails_with 8 as $stranger cases check "$case_id"
  printf '0000-0000-0000-0000-0000-0000-0001\n' >"$demo/receipts/mistyped"
  verify "a mistyped receipt is noticed before anything is sent" \
    fails_with 3 reporter mistyped follow status
  stop_processes
  verify "nothing runs after the stop" fails_with 1 is_ours vangnetd
  start_processes
  verify "after a restart the conversation is there, whole" \
    jq -e '.findings == [] and (.entries | length) == 3' <(reporter $name follow read --json)
  say "   a second run: $(SECONDS=0; do_main_job >/dev/null; printf '%s' "$SECONDS") seconds"
}

# asks_as_page ORIGIN STATUS: asks for the bundle by gRPC-Web, an empty message, and is told
# this grpc-status.
asks_as_page() {
  printf '\0\0\0\0\0' |
    curl --silent --show-error --fail --cacert "$demo/front/certificate.pem" --data-binary @- \
      --header "Origin: $1" --header "Content-Type: application/grpc-web+proto" \
      "https://localhost:$public_port/vangnet.publication.v1.PublicationService/GetBundle" |
    LC_ALL=C grep --text --quiet "grpc-status: $2"
}

show_what_is_running() {
  local vangnet=$programs/vangnet vangnetd=$programs/vangnetd whose=
  # Files that another user made would be in this one's way.
  if [[ $(id -un) == "$ordinary_user" ]]; then
    vangnet="runuser -u $ordinary_user -- $vangnet"
    vangnetd="runuser -u $ordinary_user -- $vangnetd"
    whose="
Type them as root; the demonstration belongs to the system user $ordinary_user, and runuser
makes them that user's. With sudo: sudo runuser ..."
  fi
  step "Running now"
  cat <<TEXT
   members   https://localhost:$public_port   a page to open; your browser will warn, since the
             certificate is the demonstration's own. A receipt to come back with:
             $(cat "$demo/receipts/01-threat-with-address")
   staff     https://localhost:$staff_port   (for the command line; no page yet)
   vangnetd  process $(is_ours vangnetd), nginx process $(is_ours nginx), as $(id -un)
   webgates  process $(is_ours webgate-public) for members, $(is_ours webgate-staff) for the staff
   files     $demo

Try by hand (a person and a passphrase file each; all of it is a demonstration):$whose

   # file a report yourself, guided, in Dutch (or --lang en)
   $vangnet --home $demo/home/reporter report
   # what a member sees with the receipt
   $vangnet --home $demo/home/reporter follow --receipt-file $demo/receipts/01-threat-with-address
   # the inbox of a trusted person
   $vangnet --home $demo/home/anna cases list --identity $demo/keys/anna.key --passphrase-file $demo/keys/passphrase
   # the caseload
   $vangnet --home $demo/home/karin caseload --identity $demo/keys/karin.key --passphrase-file $demo/keys/passphrase
   # whether the page is the one that was signed
   $vangnet --home $demo/home/reporter admin verify-web
   # the server: how it does
   $vangnetd status --config $demo/server/vangnetd.toml
   # all commands
   $vangnet --help

   deploy/quickstart --stop    stops all of them
TEXT
}
