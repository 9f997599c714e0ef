package ca.portage.simulator;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The participants the gateway knows, by their address. */
final class Clients {
  private final Map<String, Client> known = new ConcurrentHashMap<>();

  Clients(Collection<Client> clients) {
    clients.forEach(this::know);
  }

  /** Adds a participant, or gives a known one new certificates. */
  void know(Client client) {
    known.put(client.key(), client);
  }

  /** The participant of a {@code From} header, bare or in angle brackets (CIG Q-36). */
  Optional<Client> named(String from) {
    return Optional.ofNullable(known.get(Client.key(from.replaceAll("[<>]", ""))));
  }
}
