package ca.portage.pki;

import ca.portage.config.KeyPlace;
import ca.portage.config.SigningTerm;
import ca.portage.fuzz.Expected;
import ca.portage.fuzz.Fuzzing;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** T9. A key store opens or is refused with a reason, and in no long time. */
public final class KeyStoreTarget {
  private static final KeyPlace.File NAME = new KeyPlace.File(Path.of("store.p12"));
  private static final Clock CLOCK = Clock.systemUTC();

  private KeyStoreTarget() {}

  /** Jazzer calls this. */
  public static void fuzzerTestOneInput(byte[] input) {
    try {
      KeyRing.of(
          List.of(KeyStoreFile.parse(NAME, input, Fuzzing.password())),
          List.of(SigningTerm.always(Fuzzing.SIGNING)),
          List.of(Fuzzing.DECRYPTION),
          CLOCK.instant());
    } catch (PkiException refused) {
      Expected.refusal(refused);
    }
  }
}
