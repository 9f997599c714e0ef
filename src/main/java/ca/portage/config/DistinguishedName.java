package ca.portage.config;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.naming.InvalidNameException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/**
 * A name of the directory, most specific part first: {@code cn=A+serialNumber=1,o=GC,c=CA}. Two are
 * equal whatever the case, the spacing, the kind of string in a certificate, and the order of the
 * values inside one part; the order of the parts counts (CIG O-01 to O-04).
 */
public final class DistinguishedName {
  private static final String SERIAL_NUMBER = "serialNumber";

  /** Attribute types that RFC 2253 does not name; a value of these would be shown as its DER. */
  private static final Map<String, String> WORDS =
      Map.of(
          "2.5.4.4", "surname",
          "2.5.4.5", SERIAL_NUMBER,
          "2.5.4.12", "title",
          "2.5.4.42", "givenName",
          "2.5.4.46", "dnQualifier",
          "2.5.4.97", "organizationIdentifier",
          "1.2.840.113549.1.9.1", "emailAddress");

  private final LdapName name;

  /** What is compared: of each part, the set of its values. */
  private final List<Set<String>> parts;

  private DistinguishedName(LdapName name) {
    this.name = name;
    this.parts = name.getRdns().stream().map(DistinguishedName::values).toList();
  }

  private static Set<String> values(Rdn part) {
    Set<String> values = new HashSet<>();
    try {
      NamingEnumeration<? extends Attribute> types = part.toAttributes().getAll();
      while (types.hasMore()) {
        Attribute type = types.next();
        for (int i = 0; i < type.size(); i++) {
          values.add(type.getID().toLowerCase(Locale.ROOT) + "=" + plain(type.get(i)));
        }
      }
      return values;
    } catch (NamingException e) {
      throw new IllegalStateException("the values of a name in memory cannot be read", e);
    }
  }

  /** A value without what does not count in it: case and repeated spaces (X.520 §6.1). */
  private static String plain(Object value) {
    return value instanceof byte[] der
        ? HexFormat.of().formatHex(der)
        : value.toString().strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a name as RFC 4514 writes it.
   *
   * @throws IllegalArgumentException when it is no such name; the message continues a sentence that
   *     begins with the key
   */
  public static DistinguishedName parse(String text) {
    try {
      return of(new X500Principal(text, Map.of("SERIALNUMBER", "2.5.4.5"))).orElseThrow();
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "is no distinguished name such as cn=A+serialNumber=1,ou=B,o=C,c=CA", e);
    }
  }

  /** The name in a certificate or revocation list; empty when it has none that can be compared. */
  public static Optional<DistinguishedName> of(X500Principal principal) {
    try {
      LdapName name = new LdapName(principal.getName(X500Principal.RFC2253, WORDS));
      return name.isEmpty() ? Optional.empty() : Optional.of(new DistinguishedName(name));
    } catch (InvalidNameException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** The serial numbers in the most specific part, which name a device; often none. */
  public Set<String> serialNumbers() {
    String start = SERIAL_NUMBER.toLowerCase(Locale.ROOT) + "=";
    return parts.get(parts.size() - 1).stream()
        .filter(value -> value.startsWith(start))
        .map(value -> value.substring(start.length()))
        .collect(Collectors.toSet());
  }

  /** The least specific {@code parts} parts: the branch of the directory the name is in. */
  public DistinguishedName branch(int parts) {
    return new DistinguishedName((LdapName) name.getPrefix(Math.min(parts, name.size())));
  }

  /** How many parts it has. */
  public int size() {
    return name.size();
  }

  /** The same name with one more part in front, as a relative distribution point adds one. */
  public DistinguishedName below(Rdn part) {
    LdapName longer = ldap();
    longer.add(part);
    return new DistinguishedName(longer);
  }

  /** As JNDI takes it; a copy. */
  public LdapName ldap() {
    return (LdapName) name.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DistinguishedName that && parts.equals(that.parts);
  }

  @Override
  public int hashCode() {
    return parts.hashCode();
  }

  /** As RFC 4514 writes it. */
  @Override
  public String toString() {
    return name.toString();
  }
}
