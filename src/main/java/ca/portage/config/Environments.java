package ca.portage.config;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which names the gateway has in which environment, as far as the authority published them (CIG
 * O-01 to O-04). What is known to belong to one environment is refused in every other (CIG O-05).
 *
 * @param gateways the gateway's names by environment
 */
public record Environments(Map<String, List<DistinguishedName>> gateways) {
  /** Copies the names. */
  public Environments {
    Map<String, List<DistinguishedName>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    gateways.forEach((environment, names) -> copy.put(environment, List.copyOf(names)));
    gateways = Collections.unmodifiableMap(copy);
  }

  /**
   * The other environment that a gateway's name belongs to. The two editions spell one part of the
   * names differently (C-05), so the serial number of a device counts as well as the whole name.
   *
   * @param environment the channel's
   * @param name the subject of a certificate
   * @return empty if it is this environment's, or nobody's that is known
   */
  public Optional<String> foreign(String environment, DistinguishedName name) {
    if (belongs(gateways.getOrDefault(environment, List.of()), name)) {
      return Optional.empty();
    }
    return gateways.keySet().stream()
        .filter(other -> !other.equalsIgnoreCase(environment))
        .filter(other -> belongs(gateways.get(other), name))
        .findFirst();
  }

  /**
   * The serial numbers of an environment's gateway, by which a directory can be searched (C-05).
   */
  public Set<String> serialNumbers(String environment) {
    return gateways.getOrDefault(environment, List.of()).stream()
        .flatMap(name -> name.serialNumbers().stream())
        .collect(Collectors.toSet());
  }

  private static boolean belongs(List<DistinguishedName> names, DistinguishedName name) {
    return names.stream()
        .anyMatch(
            known ->
                known.equals(name)
                    || !Collections.disjoint(known.serialNumbers(), name.serialNumbers()));
  }
}
