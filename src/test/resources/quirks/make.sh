#!/usr/bin/env bash
# Makes the fixtures of the quirk rows Q-01 to Q-38 anew, with bash, sed and openssl (3.0 or later).
# The key that signs is thrown away at the end; its certificate stays as signer.pem. All words are ours:
# only names, values and spellings are those of the published figures.
set -euo pipefail
cd "$(dirname "$0")"
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
openssl req -x509 -newkey rsa:2048 -nodes -days 36500 -subj "/CN=Gateway of the fixtures" -keyout "$tmp/key.pem" -out signer.pem 2>/dev/null

at=.
row() { # row Q-NN WHAT... : begins the folder of a row; the words go to its MADE.txt
  at=$1; shift; rm -rf "$at"; mkdir "$at"
  { echo "$at: $1"; shift; printf '%s\n' "$@"; echo "Made by ../make.sh."; } >"$at/MADE.txt"
}
crlf() { sed 's/\r*$/\r/'; }
text() { crlf >"$at/$1"; }                       # the lines of stdin, each ended by CRLF
id='<38DEC16C.000002.00844@broker.example>'
content=$'TEST0001 FICTIONAL RECORD 1\nTEST0002 FICTIONAL RECORD 2'
{ printf 'Content-Type: application/edi-consent\nContent-Length: 58\n\n%s\n' "$content"; } | crlf >"$tmp/part"
check=$(openssl dgst -sha1 -binary "$tmp/part" | base64)

report() { # a receipt's report; the caller sets what is to stand otherwise
  cat <<EOF
${type:-Content-Type: multipart/report; report-type=disposition-notification; boundary="report"}

--report
Content-Type: text/plain

${words:-The message was received and read.}
--report
Content-Type: message/disposition-notification

${recipient:-Final-Recipient: rfc822; help@gateway.example}
${original:-Original-Message-ID: $id}
${mic:-Received-Content-MIC: $check, sha1}
${disposition:-Disposition: automatic-action/MDN-sent-automatically; processed}

--report--
EOF
}
sign() { # sign FILE : the detached SignedData over its bytes, DER
  openssl cms -sign -binary -in "$1" -signer signer.pem -inkey "$tmp/key.pem" -md sha1 -outform DER -out "$tmp/signature"
}
signed() { # signed HEAD DELIMITER BLANK SIGNATURE-HEAD FILE : a multipart/signed around the bytes of FILE
  printf '%s\n' "$1" "" "$2" | crlf; [ -z "$3" ] || printf '\r\n'
  cat "$5"; printf '\r\n%s\r\n' "$2"; [ -z "$3" ] || printf '\r\n'
  printf '%s\n' "$4" "" | crlf; base64 -w 64 "$tmp/signature" | crlf; printf '%s--\r\n' "$2"
}
head_2008='Content-Type: Multipart/signed;
  Protocol="application/pkcs7-signature";
  micalg="sha1";
  boundary="-----9723347566394"'

row Q-01 "Original-Message-Id without its host." "receipt.txt names the message by what stands before the @ only."
original='Original-Message-Id: <38DEC16C.000002.00844>' report | text receipt.txt
report | text full.txt

row Q-02 "A Message-Id with two @ and an unqualified host." "head.txt is the clear head of a part as a download shows it."
text head.txt <<'EOF'
Mime-Version: 1.0
From: <help@gateway.example>
Message-Id: <38DE662F.000003.02416@@edisys2-le0>
Content-Type: Application/pkcs7-mime

EOF

row Q-03 "The clear head of a part and the message inside it have different ids and dates." "outer.txt is the clear head, inner.txt the opened message. The product goes by the outer id and keeps the inner one beside it: portage show."
text outer.txt <<'EOF'
Message-Id: <38DE662F.000003.02416@@edisys2-le0>
Date: Sun, 26 Mar 2000 14:34:07 GMT
Content-Type: Application/pkcs7-mime
Content-Length: 5170

EOF
report | crlf >"$tmp/report"; sign "$tmp/report"
signed "Message-Id: <387C5B90.000001.00316@gateway.example>
Date: Wed, 12 Jan 2000 10:45:04 GMT
$head_2008" -----9723347566394 "" "Content-Type: application/pkcs7-signature" "$tmp/report" >"$at/inner.txt"

row Q-04 "Headers folded without white space at the start of the next line." "request.txt is the head of a request, type.txt a part whose Content-Type goes on so."
text request.txt <<'EOF'
From: edi@broker.example
Disposition-notification-options :
signed-receipt-protocol=required, pkcs7-signature;
signed-receipt-micalg=required, sha1
Disposition-notification-to :edi@broker.example
Content-Length: 1998

EOF
text type.txt <<'EOF'
Content-type: Multipart/signed;
protocol="application/pkcs7-signature";
micalg=sha1;
boundary="-----9723347566394"

body
EOF

row Q-05 "Receipt options unfolded onto a line of their own, in capitals." "head.txt is the clear head of an interchange that asks for a receipt."
text head.txt <<'EOF'
Disposition-Notification-Options: signed-receipt-protocol=required, pkcs7-signature;
Signed-Receipt-Micalg=required, sha1
Disposition-Notification-To: <help@gateway.example>
Receipt-Delivery-Option: http://gateway.example/Op/Put0
Content-Type: Application/pkcs7-mime

EOF

row Q-06 "A blank before the colon." "head.txt has it in three headers."
text head.txt <<'EOF'
Mime-Version : 1.0
Disposition-notification-to :edi@broker.example
Disposition-notification-options	: signed-receipt-protocol=required
Content-Type: Application/pkcs7-mime

EOF

row Q-07 "The delimiter line is the declared boundary itself, without the two further hyphens." "signed.txt is signed so, download.txt taken apart so; odd.txt has another number of hyphens."
signed "$head_2008" -----9723347566394 "" "Content-Type: Application/pkcs7-signature" "$tmp/report" >"$at/signed.txt"
text download.txt <<'EOF'
Content-Type: Multipart/mixed; boundary="-----519212206.960396072280"

-----519212206.960396072280
Message-Id: <1@gateway.example>

first
-----519212206.960396072280
Message-Id: <2@gateway.example>

second
-----519212206.960396072280--
EOF
sed 's/^-----519212206/-----------------------519212206/' "$at/download.txt" >"$at/odd.txt"

row Q-08 "An empty line between a delimiter and the headers of its part." "outside.txt has it where no signature covers it, inside.txt at the start of what was signed."
signed "$head_2008" -----9723347566394 "" "Content-Type: Application/pkcs7-signature" "$tmp/report" |
  sed '0,/^-----9723347566394\r$/b; s/^-----9723347566394\r$/&\n\r/' >"$at/outside.txt"
{ printf '\r\n'; cat "$tmp/report"; } >"$tmp/inside"; sign "$tmp/inside"
signed "$head_2008" -----9723347566394 "" "Content-Type: Application/pkcs7-signature" "$tmp/inside" >"$at/inside.txt"
sign "$tmp/report"

row Q-09 "The words CRLF and <CRLF> stand for line ends in figures." "part.txt has them in its content, where they are letters like any others."
text part.txt <<'EOF'
Content-Type: application/edi-consent

TEST0001 CRLF
<CRLF>
EOF

row Q-10 "A signature in base64 without Content-Transfer-Encoding." "base64.txt as in the figures, binary.bin as DER, pem.txt with armour; none says its encoding."
signed "$head_2008" -----9723347566394 "" "Content-Type: Application/pkcs7-signature" "$tmp/report" >"$at/base64.txt"
{ printf '%s\n' "$head_2008" "" -----9723347566394 | crlf; cat "$tmp/report"
  printf '\r\n-----9723347566394\r\nContent-Type: Application/pkcs7-signature\r\n\r\n'
  cat "$tmp/signature"; printf '\r\n-----9723347566394--\r\n'; } >"$at/binary.bin"
{ printf '%s\n' "$head_2008" "" -----9723347566394 | crlf; cat "$tmp/report"
  printf '\r\n-----9723347566394\r\nContent-Type: Application/pkcs7-signature\r\n\r\n'
  { echo -----BEGIN PKCS7-----; base64 -w 64 "$tmp/signature"; echo -----END PKCS7-----; } | crlf
  printf -- '-----9723347566394--\r\n'; } >"$at/pem.txt"

row Q-11 "A signature part that holds encrypted data." "signed.txt: what stands where the signature should be is told by its object identifier, not by its header."
cp "$tmp/signature" "$tmp/true"
openssl cms -encrypt -binary -aes128 -in "$tmp/part" -outform DER -out "$tmp/signature" signer.pem
signed "$head_2008" -----9723347566394 "" "Content-Type: Application/pkcs7-signature" "$tmp/report" >"$at/signed.txt"
cp "$tmp/true" "$tmp/signature"

row Q-12 "report-type with a blank for its hyphen." "blank.txt so, absent.txt without the parameter, other.txt with another type of report."
type=$'Content-Type: Multipart/report;\n  report-type="disposition notification";\n  boundary="report"' report | text blank.txt
type='Content-Type: multipart/report; boundary="report"' report | text absent.txt
type='Content-Type: multipart/report; report-type=delivery-status; boundary="report"' report | text other.txt

row Q-13 "A disposition with blanks for hyphens." "receipt.txt says it with blanks."
disposition='Disposition: automatic-action/MDN sent automatically; processed' report | text receipt.txt

row Q-14 "Four spellings of the slash before Error." "dispositions.txt has one a line."
text dispositions.txt <<'EOF'
automatic-action/MDN-sent-automatically; processed/ Error: decryption-failed
automatic-action/MDN-sent-automatically; processed/Error: authentication-failed
Automatic-action/MDN-sent-automatically; processed /Error: integrity-check-failed
automatic-action/MDN-sent-automatically; PROCESSED / ERROR : unexpected-processing-error
EOF

row Q-15 "A check without blanks, its algorithm in several spellings." "receipt.txt has no blank after colon and comma; checks.txt has one spelling a line, all of one digest."
mic="Received-content-MIC:$check,sha1" report | text receipt.txt
for word in sha1 sha-1 SHA1 SHA-1 rsa-sha1 '"sha1"'; do echo "$check,$word"; done | text checks.txt

row Q-16 "Both parts say Content-Length: 8086 and neither has it." "signed.txt: the length of a part cuts nothing. One that is off is a warning in the log and a line of portage show."
sed 's/^Content-Length: 58/Content-Length: 8086/' "$tmp/part" >"$tmp/long"; sign "$tmp/long"
signed "$head_2008" -----9723347566394 "" $'Content-Type: Application/pkcs7-signature\nContent-Length: 8086' "$tmp/long" >"$at/signed.txt"
sign "$tmp/report"

row Q-17 "The parts of a receipt say lengths that are not theirs." "receipt.txt says 258 for the notification and 670 for the returned head; true.txt says nothing."
report | text true.txt
report | sed 's|^Content-Type: message/disposition-notification|&\nContent-Length: 258|; s|^Content-Type: text/plain|&\nContent-Length: 670|' | text receipt.txt

row Q-18 "A download that says Content-Length: 9999, a placeholder." "body.bin is the body; answer.txt a head with its true length, placeholder.txt the head as printed."
{ printf -- '--b\r\nMessage-Id: <1@gateway.example>\r\n\r\nfirst\r\n--b--\r\n'; } >"$at/body.bin"
for n in $(stat -c %s "$at/body.bin") 9999; do
  printf 'HTTP/1.0 200 OK\nMime-Version: 1.0\nContent-Type: Multipart/mixed;\n  boundary="b"\nContent-Length: %s\n\n' "$n" |
    text "$([ "$n" = 9999 ] && echo placeholder.txt || echo answer.txt)"
done

row Q-19 "Types and parameter names in mixed case." "signed.txt: read in any case, kept byte for byte under the signature."
sed 's|^Content-Type: multipart/report|CONTENT-type: Multipart/Report|; s|^Content-Type: text/plain|Content-Type: Text/Plain|; s|^Content-Type: message/disposition|Content-Type: Message/Disposition|' "$tmp/report" >"$tmp/mixed"; sign "$tmp/mixed"
signed "$head_2008" -----9723347566394 "" "Content-Type: Application/PKCS7-Signature" "$tmp/mixed" >"$at/signed.txt"
sign "$tmp/report"

row Q-20 "The returned head begins with its request line and ends without an empty line." "receipt.txt has lower-case, re-ordered names too."
report | sed '/^--report--/,$d' >"$tmp/begun"
{ cat "$tmp/begun"; cat <<EOF
--report
Content-Type: Message/rfc822

POST http://gateway.example/Op/Put0 HTTP/1.0
Accept: application/pkcs7-mime; text/plain
content-length: 1998
date: Sun, 26 Mar 2000 21:03:24 GMT
message-id: $id
mime-version : 1.0
--report--
EOF
} | text receipt.txt

row Q-21 "An empty line between the inner and the outer closing line; the signature is followed by its closing line at once." "signed.txt: the empty line belongs to what was signed."
signed "$head_2008" -----9723347566394 "" "Content-Type: Application/pkcs7-signature" "$tmp/report" >"$at/signed.txt"

row Q-22 "From with and without a name." "heads.txt has both forms; foreign.txt is the honest receipt under a From of nobody."
text heads.txt <<'EOF'
From: Customs Gateway <help@gateway.example>
From: <help@gateway.example>
EOF
{ echo 'From: Somebody <nobody@elsewhere.example>'; report; } | text foreign.txt

row Q-23 "Final-Recipient without its address type." "receipt.txt so; none.txt without the field."
recipient='Final-Recipient: <help@gateway.example>' report | text receipt.txt
report | grep -v '^Final-Recipient' | text none.txt

row Q-24 "Local time that calls itself GMT." "heads.txt: pairs of a Message-Id, which begins with the time in hex, and a Date five hours before it. The product shows it as claimed: portage show."
text heads.txt <<'EOF'
Message-Id: <38DEC16C.000002.00844@broker.example>
Date: Sun, 26 Mar 2000 21:03:24 GMT
Message-Id: <38DE662F.000003.02416@@edisys2-le0>
Date: Sun, 26 Mar 2000 14:34:07 GMT
EOF

row Q-25 "A receipt whose time is before that of the message it acknowledges." "receipt.txt is dated hours before the message was made."
{ echo 'Message-Id: <38DE662F.000003.02416@gateway.example>'; echo 'Date: Sun, 26 Mar 2000 14:34:07 GMT'; report; } | text receipt.txt

row Q-26 "A boundary of a number and the time in milliseconds, with a dot." "download.txt is taken apart by it."
text download.txt <<'EOF'
Content-Type: multipart/mixed; boundary="519212206.960396072280"

--519212206.960396072280
Message-Id: <1@gateway.example>

first
--519212206.960396072280--
EOF

row Q-27 "A list of steps lettered a, b, b, c, d, e." "steps.txt: the second b, in our words, is the one that decides which bytes are signed; part.txt is such a part."
text steps.txt <<'EOF'
a   make a multipart/signed
b1  its first part is the EDI object
b2  the signature is over that part with its headers
c   the signature is the second part
d   the outer head names protocol, digest and boundary
e   the whole is encrypted
EOF
cp "$tmp/part" "$at/part.txt"; sign "$tmp/part"; cp "$tmp/signature" "$at/signature.der"; sign "$tmp/report"

row Q-28 "A quoted draft puts the hash of the signature into a receipt; the steps put the check of the content there." "content.txt has the one, signature.txt the other. The product says which of the two a wrong check fits."
report | text content.txt
mic="Received-Content-MIC: $(openssl dgst -sha1 -binary "$tmp/signature" | base64), sha1" report | text signature.txt

row Q-29 "The check is by a rule that the cited document does not have." "part.txt and check.txt: SHA-1 over the part with its headers, line ends CRLF, computed by openssl dgst."
cp "$tmp/part" "$at/part.txt"; echo "$check, sha1" | text check.txt

row Q-30 "Receipts are called by the wrong words for the letters MDN." "receipt.txt has them in its words for people, which nothing reads."
words='Message Delivery Notification' report | text receipt.txt

row Q-31 "Accept with a semicolon between two types." "head.txt is a returned head with it."
text head.txt <<'EOF'
Accept: application/pkcs7-mime; text/plain
Content-Type: application/pkcs7-mime

EOF

row Q-32 "A request line with a whole address, HTTP/1.0 and no Host." "head.txt is such a head."
text head.txt <<'EOF'
POST http://gateway.example/Op/Put0 HTTP/1.0
From: edi@broker.example
Content-Length: 1998

EOF

row Q-33 "204 with a lower-case reason, and a Content-Type though it has no body." "answer.txt is the whole answer."
text answer.txt <<'EOF'
HTTP/1.0 204 ok
Date: Sun, 26 Mar 2000 14:34:07 GMT
Pragma: No-cache
Content-Type: text/plain

EOF

row Q-34 "Binary objects in a multipart that does not say so." "download.bin: the first part is DER that openssl encrypted, its bytes are in object.der; the second has line ends and hyphens inside."
openssl cms -encrypt -binary -aes128 -in "$tmp/part" -outform DER -out "$at/object.der" signer.pem
{ printf 'Content-Type: Multipart/mixed; boundary="b.1"\r\n\r\n--b.1\r\nMessage-Id: <1@gateway.example>\r\nContent-Type: Application/pkcs7-mime\r\n\r\n'
  cat "$at/object.der"; printf '\r\n--b.1\r\nMessage-Id: <2@gateway.example>\r\n\r\n\x30\x0b\r\n--b.2\r\n\x00\xff\r\n--b.1--\r\n'; } >"$at/download.bin"

row Q-35 "The words for people have a digit where a letter should be." "receipt.txt has it; plain.txt has the letter."
words='ED1 message received' report | text receipt.txt
words='EDI message received' report | text plain.txt

row Q-36 "Addresses in angle brackets and bare." "heads.txt has one of each."
text heads.txt <<'EOF'
Receipt-Delivery-Option: <https://gateway.example/Op/Put0>
Receipt-Delivery-Option: https://gateway.example/Op/Put0
EOF

row Q-37 "A paragraph that two columns scrambled." "receipt.txt has such words for people; nothing reads them."
words='processed read and was The
/ Error : message  1\,0248 10^604 years' report | text receipt.txt

row Q-38 "One gateway, two addresses." "receipts under both: old.txt and new.txt; addresses are configuration."
recipient='Final-Recipient: <help@old.gateway.example>' report | text old.txt
recipient='Final-Recipient: rfc822; help@new.gateway.example' report | text new.txt
