package ca.portage.spool;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The files of one download, {@code in/<pollId>.*}; the raw bytes are never deleted or rewritten.
 */
public record InFolder(Path folder, String pollId) {

  /** The raw answer while it is being received. */
  public Path part() {
    return file(".part");
  }

  /** The raw answer written anew, after the disk did not confirm the part file. */
  Path again() {
    return file(".part.again");
  }

  /** The raw answer, forced. */
  public Path raw() {
    return file(".raw");
  }

  /** The answer's status line and headers as they came. */
  public Path hdr() {
    return file(".hdr");
  }

  /**
   * A part as it was decrypted, which its signature covers. Written once that has verified: the key
   * that decrypts may be gone when somebody asks for the proof.
   */
  public Path opened(int part) {
    return file("." + part + ".opened");
  }

  /** What the ledger knows of it, as JSON. */
  public Path meta() {
    return file(".meta.json");
  }

  /**
   * Opens the part file for the raw answer of this download.
   *
   * @throws java.nio.file.FileAlreadyExistsException if the download was already begun
   * @throws IOException if the spool cannot take it; then nothing may be asked of the gateway
   */
  public Receiving receive() throws IOException {
    return Receiving.open(this, new Disk());
  }

  private Path file(String suffix) {
    return folder.resolve(pollId + suffix);
  }
}
