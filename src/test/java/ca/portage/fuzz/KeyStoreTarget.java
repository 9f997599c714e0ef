package ca.portage.fuzz;

import ca.portage.pki.KeyRing;
import ca.portage.pki.PkiException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** T9. A key store opens or is refused with a reason, and in no long time. */
public final class KeyStoreTarget {
  private static final Path FILE = Fuzzing.temporary().resolve("store.p12");

  private KeyStoreTarget() {}

  /** Jazzer calls this. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    Fuzzing.write(FILE, input);
    try {
      KeyRing.open(FILE, Fuzzing.SIGNING, List.of(Fuzzing.DECRYPTION), Fuzzing.password());
    } catch (PkiException refused) {
      Expected.refusal(refused);
    }
  }
}
