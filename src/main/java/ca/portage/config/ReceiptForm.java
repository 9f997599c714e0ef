package ca.portage.config;

import java.util.Objects;

/**
 * How the receipts we return look (CIG I-17, I-20, I-23). {@code from} and {@code finalRecipient}
 * are templates in which {@code {sender}} stands for the channel's sender.
 *
 * @param from the From header
 * @param finalRecipient the Final-Recipient field, with its address type (CIG Q-23)
 * @param text the part for a human reader
 */
public record ReceiptForm(String from, String finalRecipient, String text) {
  /** Refuses nothing but null. */
  public ReceiptForm {
    Objects.requireNonNull(from);
    Objects.requireNonNull(finalRecipient);
    Objects.requireNonNull(text);
  }
}
