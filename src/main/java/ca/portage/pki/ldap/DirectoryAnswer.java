package ca.portage.pki.ldap;

import java.util.List;

/**
 * What a directory gave.
 *
 * @param copy what can be used
 * @param refused what it gave and cannot be used, each as a sentence
 */
public record DirectoryAnswer(DirectoryCopy copy, List<String> refused) {
  /** Copies the sentences. */
  public DirectoryAnswer {
    refused = List.copyOf(refused);
  }
}
