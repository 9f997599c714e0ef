package ca.portage.config;

import ca.portage.config.yaml.Block;
import ca.portage.config.yaml.Form;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code identity} of a channel. */
final class IdentityReader {
  private static final String SIGNING = "signing";

  private IdentityReader() {}

  static Identity read(Block block, Home home) {
    List<KeyPlace> keystores = block.requiredList("keystore", t -> KeyPlace.parse(t, home));
    List<SigningTerm> signing =
        block.requiredList(
            SIGNING, t -> SigningTerm.always(Form.line().read(t)), IdentityReader::term);
    List<String> decryption = block.requiredList("decryption", Form.line());
    List<PasswordSource> passwords =
        block.optionalList(
            "password", t -> PasswordSource.parse(t, home), List.of(new PasswordSource.Prompt()));
    block.finish();
    checkOrder(signing, block);
    if (new HashSet<>(keystores).size() < keystores.size()) {
      block.error("keystore", "names one key store twice");
    }
    if (passwords.size() > 1 && passwords.size() != keystores.size()) {
      block.error(
          "password",
          "must be one for all key stores, or a list with one for each of the " + keystores.size());
    }
    return block.whole(() -> new Identity(keystores, signing, decryption, passwords));
  }

  private static SigningTerm term(Block block) {
    String alias = block.required("alias", Form.line());
    Instant from = block.optional("from", IdentityReader::instant, null);
    block.finish();
    return block.whole(() -> new SigningTerm(alias, Optional.ofNullable(from)));
  }

  /** A date is its first moment in UTC, as in certificates. */
  private static Instant instant(String text) {
    try {
      return text.contains("T")
          ? Instant.parse(text)
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "must be a date such as 2026-06-01, or a time such as 2026-06-01T04:00:00Z", e);
    }
  }

  private static void checkOrder(List<SigningTerm> terms, Block block) {
    Set<String> aliases = new HashSet<>();
    Instant last = Instant.MIN;
    for (int i = 0; i < terms.size(); i++) {
      SigningTerm term = terms.get(i);
      if (!aliases.add(term.alias())) {
        block.error(SIGNING, "names the key '" + term.alias() + "' twice");
      }
      Instant from = term.from().orElse(Instant.MIN);
      if (i > 0 && !from.isAfter(last)) {
        block.error(
            SIGNING,
            "lists '"
                + term.alias()
                + "' without a 'from' that is later than that of the key before it");
      }
      last = from;
    }
  }
}
