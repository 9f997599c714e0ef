package ca.portage.config;

import java.nio.file.Path;
import java.util.List;

/**
 * The gateway's certificates of one environment (CIG O-05); several while it changes its keys.
 *
 * @param encryption PEM files of the certificates we encrypt to, absolute
 * @param signing PEM files of the certificates that may sign receipts and interchanges, absolute
 */
public record Gateway(List<Path> encryption, List<Path> signing) {
  /** Copies both lists. */
  public Gateway {
    encryption = List.copyOf(encryption);
    signing = List.copyOf(signing);
  }
}
