package ca.portage.cli;

import ca.portage.app.RenewalFiles;
import ca.portage.config.Home;
import ca.portage.pki.PkiException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** What becomes of a renewal that was cut off: a person decides where the CA may know the key. */
final class UnfinishedRenewal {
  /** What a person may decide. */
  enum Decision {
    accept,
    abandon
  }

  private final Home home;
  private final RenewalFiles files;
  private final Consumer<String> say;

  UnfinishedRenewal(Home home, RenewalFiles files, Consumer<String> say) {
    this.home = home;
    this.files = files;
    this.say = say;
  }

  /**
   * Looks, before anybody is asked, whether a new renewal may begin; changes nothing.
   *
   * @throws Failure if an earlier one got a certificate that the CA had not confirmed
   */
  void requireConfirmed() throws Failure, IOException {
    Optional<Path> left = files.unfinished();
    if (left.isPresent() && !RenewalFiles.hasNoCertificate(left.get())) {
      throw new Failure(
          ExitCode.DATA,
          home.show(left.get()) + " is left of a renewal that the CA had not confirmed",
          "ask the CA whether its certificate is in force: then --unfinished accept, otherwise"
              + " --unfinished abandon, and begin anew");
    }
  }

  /** Makes way for a new renewal: a key that never got a certificate is put aside. */
  void makeWay() throws IOException {
    Optional<Path> left = files.unfinished().filter(RenewalFiles::hasNoCertificate);
    if (left.isPresent()) {
      say.accept(
          "an earlier renewal got no certificate; its key is put aside as "
              + home.show(files.abandon(left.get())));
    }
  }

  /** Does as decided. */
  void decide(Decision decision) throws Failure, IOException {
    Path left =
        files
            .unfinished()
            .orElseThrow(
                () -> new Failure(ExitCode.NO_INPUT, "no renewal was cut off", "nothing to do"));
    if (decision == Decision.abandon) {
      say.accept(home.show(left) + " is now " + home.show(files.abandon(left)));
      return;
    }
    if (RenewalFiles.hasNoCertificate(left)) {
      throw new Failure(
          ExitCode.DATA,
          home.show(left) + " has no certificate; there is nothing to accept",
          "begin anew without --unfinished");
    }
    say.accept(
        home.show(left) + " is now " + home.show(files.accept(left)) + "; name it in the channel");
  }

  /** What a renewal that failed leaves a person with. */
  Failure failed(PkiException e) throws IOException {
    Optional<Path> unconfirmed =
        files.unfinished().filter(left -> !RenewalFiles.hasNoCertificate(left));
    return new Failure(
        ExitCode.UNAVAILABLE,
        e.getMessage(),
        unconfirmed
            .map(
                file ->
                    "the old key is untouched and in use. The certificate of the new one is in "
                        + home.show(file)
                        + ", but not confirmed: ask the CA whether it is in force, then see"
                        + " --unfinished")
            .orElse("the old key is untouched and in use; nothing is new. Try again later"),
        e);
  }
}
