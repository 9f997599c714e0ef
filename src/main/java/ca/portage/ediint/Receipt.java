package ca.portage.ediint;

import ca.portage.mime.Headers;
import java.util.Optional;

/**
 * What a receipt says, before anything is believed. Its date and its From are not kept: nothing may
 * rest on them (CIG ).
 *
 * @param original the message id it names
 * @param returned the Message-ID in the headers it returns
 * @param mic the check it reports, if it is readable
 * @param disposition what it says became of the message
 * @param fields every field of the notification as it came, for the log
 * @param beyond what follows its one block of fields, if that is more than blanks
 */
public record Receipt(
    Optional<MessageId> original,
    Optional<MessageId> returned,
    Optional<Mic> mic,
    Optional<Disposition> disposition,
    Headers fields,
    Optional<String> beyond) {

  /**
   * The message it seems to be about: the id it names, else that of the headers it returns. Only
   * the first is proof; the second tells an admin where to look.
   */
  public Optional<MessageId> about() {
    return original.or(() -> returned);
  }
}
