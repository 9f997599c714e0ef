package ca.portage.config;

import java.nio.file.Path;
import java.util.List;

/**
 * The gateway's certificates of one environment (CIG O-05); several while it changes its keys.
 *
 * @param encryption PEM files of the certificates we encrypt to, absolute; where a directory brings
 *     them none
 * @param signing PEM files of the certificates that may sign receipts and interchanges, absolute
 * @param signer the names whose certificates may sign, whichever certificate that is at the time
 */
public record Gateway(List<Path> encryption, List<Path> signing, List<DistinguishedName> signer) {
  /** Copies the lists. */
  public Gateway {
    encryption = List.copyOf(encryption);
    signing = List.copyOf(signing);
    signer = List.copyOf(signer);
  }
}
