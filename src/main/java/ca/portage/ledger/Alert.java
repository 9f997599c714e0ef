package ca.portage.ledger;

import java.time.Instant;
import java.util.Optional;

/** Something an admin must see: when, on which channel, about which message or download, what. */
public record Alert(Instant at, String channel, Optional<String> id, String text) {}
