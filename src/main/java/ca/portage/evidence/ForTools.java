package ca.portage.evidence;

import ca.portage.spool.InFolder;
import java.nio.file.Path;

/**
 * The two files that an export adds for tools such as openssl: a received message's signed part,
 * and the signature over it in DER.
 */
record ForTools(Path part, Path signature) {

  static ForTools of(InFolder in, int part) {
    String name = in.pollId() + "." + part;
    return new ForTools(in.folder().resolve(name + ".signed"), in.folder().resolve(name + ".p7s"));
  }
}
