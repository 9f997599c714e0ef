package ca.portage.ediint;

/** What an admin does about a failure the gateway reports (CIG I-14). */
final class FailureAdvice {
  private static final String SAFE = " The file is safe; nothing is sent again by itself.";

  private FailureAdvice() {}

  static String of(Disposition disposition) {
    String advice =
        switch (disposition.token()) {
          case "decryption-failed" ->
              "It could not decrypt: our copy of the gateway's encryption certificate is probably"
                  + " out of date. Fetch the current one, then drop the file again.";
          case "authentication-failed" ->
              "It did not accept our signature: our signing certificate is unknown, expired or"
                  + " revoked there. Check its expiry and ask the help desk which one they hold.";
          case "integrity-check-failed" ->
              "The content it saw is not the content we signed: line ends were probably changed on"
                  + " the way. Check proxies and the interchange type, then drop the file again.";
          case "unexpected-processing-error" ->
              "It gives no cause. Contact the gateway's help desk with the message id.";
          default -> "Contact the gateway's help desk with the message id and these words.";
        };
    return "The receipt says " + Quoted.of(disposition.raw()) + ". " + advice + SAFE;
  }
}
