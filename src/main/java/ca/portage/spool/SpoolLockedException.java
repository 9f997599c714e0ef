package ca.portage.spool;

import java.io.IOException;
import java.nio.file.Path;

/** Another process, or another part of this one, works on the spool. */
public final class SpoolLockedException extends IOException {
  private static final long serialVersionUID = 1L;
  private final String holder;

  SpoolLockedException(Path home, String holder) {
    super(
        "Another Portage (process %s) already works on the home %s. Nothing was changed: two that send from one spool would send twice. Stop that process, or name another home with --home."
            .formatted(holder, home));
    this.holder = holder;
  }

  /** The process id of the holder, or {@code unknown}. */
  public String holder() {
    return holder;
  }
}
