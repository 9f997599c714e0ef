package ca.portage.pki.ldap;

import java.util.List;

/**
 * What a directory gave.
 *
 * @param copy what can be used
 * @param refused what it gave and cannot be used, each as a sentence
 * @param complete false if something that it was asked for did not come, not even as missing
 */
public record DirectoryAnswer(DirectoryCopy copy, List<String> refused, boolean complete) {
  /** Copies the sentences. */
  public DirectoryAnswer {
    refused = List.copyOf(refused);
  }
}
