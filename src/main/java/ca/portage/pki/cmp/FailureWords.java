package ca.portage.pki.cmp;

import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1BitString;

/** The reasons a CA may give, by their bits (RFC 4210 §5.2.3). */
final class FailureWords {
  private static final List<String> WORDS =
      List.of(
          "badAlg",
          "badMessageCheck",
          "badRequest",
          "badTime",
          "badCertId",
          "badDataFormat",
          "wrongAuthority",
          "incorrectData",
          "missingTimeStamp",
          "badPOP",
          "certRevoked",
          "certConfirmed",
          "wrongIntegrity",
          "badRecipientNonce",
          "timeNotAvailable",
          "unacceptedPolicy",
          "unacceptedExtension",
          "addInfoNotAvailable",
          "badSenderNonce",
          "badCertTemplate",
          "signerNotTrusted",
          "transactionIdInUse",
          "unsupportedVersion",
          "notAuthorized",
          "systemUnavail",
          "systemFailure",
          "duplicateCertReq");

  private FailureWords() {}

  static String of(ASN1BitString bits) {
    byte[] bytes = bits.getBytes();
    List<String> words = new ArrayList<>();
    for (int bit = 0; bit < WORDS.size() && bit / 8 < bytes.length; bit++) {
      if ((bytes[bit / 8] & 0x80 >> bit % 8) != 0) {
        words.add(WORDS.get(bit));
      }
    }
    return words.isEmpty() ? "not given" : String.join(" and ", words);
  }
}
