package ca.portage.pki.ldap;

import ca.portage.config.DistinguishedName;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.naming.CommunicationException;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.PartialResultException;
import javax.naming.ServiceUnavailableException;
import javax.naming.SizeLimitExceededException;
import javax.naming.directory.Attribute;
import javax.naming.directory.Attributes;
import javax.naming.directory.SearchControls;
import javax.naming.directory.SearchResult;
import javax.naming.ldap.InitialLdapContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One anonymous connection to a directory, LDAPv3 (RFC 4511). Referrals are not followed: only the
 * configured directory is ever asked. Values are bytes; nothing in an entry is made an object.
 */
final class LdapSession implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LdapSession.class);
  private static final int MAX_VALUES = 50;
  private static final int MAX_FOUND = 20;

  /** A connection is over after so many times the wait for one answer. */
  private static final int WHOLE = 3;

  private final URI url;
  private final Duration read;
  private final long end;
  private final InitialLdapContext context;

  private LdapSession(URI url, Duration read, long end, InitialLdapContext context) {
    this.url = url;
    this.read = read;
    this.end = end;
    this.context = context;
  }

  /**
   * Connects.
   *
   * @param connect the longest wait for the connection
   * @param read the longest wait for each answer; three times that is the longest for all of them
   * @throws DirectoryException if the directory cannot be reached
   */
  static LdapSession open(URI url, Duration connect, Duration read) throws DirectoryException {
    Hashtable<String, Object> environment = new Hashtable<>();
    environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
    environment.put(Context.PROVIDER_URL, "ldap://" + url.getRawAuthority());
    environment.put(Context.SECURITY_AUTHENTICATION, "none");
    environment.put(Context.REFERRAL, "ignore");
    environment.put("java.naming.ldap.version", "3");
    environment.put("java.naming.ldap.factory.socket", CappedSockets.class.getName());
    environment.put("java.naming.ldap.attributes.binary", DirectoryAttribute.binary());
    environment.put("com.sun.jndi.ldap.connect.timeout", Long.toString(connect.toMillis()));
    environment.put("com.sun.jndi.ldap.read.timeout", Long.toString(read.toMillis()));
    environment.put("com.sun.jndi.ldap.connect.pool", "false");
    try {
      long end = System.nanoTime() + read.multipliedBy(WHOLE).toNanos();
      return CappedSockets.until(
          end, () -> new LdapSession(url, read, end, new InitialLdapContext(environment, null)));
    } catch (NamingException | RuntimeException e) {
      throw failure(url, e);
    }
  }

  /**
   * The values of one entry.
   *
   * @throws DirectoryException if there is no such entry, or no answer
   */
  Map<DirectoryAttribute, List<byte[]>> entry(
      DistinguishedName name, DirectoryAttribute... attributes) throws DirectoryException {
    requireTime();
    try {
      return values(
          CappedSockets.until(
              end, () -> context.getAttributes(name.ldap(), DirectoryAttribute.asked(attributes))));
    } catch (NameNotFoundException e) {
      throw new DirectoryException(
          "the directory %s has no entry %s".formatted(url, name), true, e);
    } catch (NamingException | RuntimeException e) {
      throw failure(url, e);
    }
  }

  /** However busy the line is: a directory that says a little now and then holds nobody up. */
  private void requireTime() throws DirectoryException {
    if (System.nanoTime() - end > 0) {
      throw new DirectoryException(
          "the directory %s had not told all after %d s; the rest was not asked for"
              .formatted(url, read.multipliedBy(WHOLE).toSeconds()),
          false,
          null);
    }
  }

  private Map<DirectoryAttribute, List<byte[]>> values(Attributes answer) throws NamingException {
    Map<DirectoryAttribute, List<byte[]>> values = new EnumMap<>(DirectoryAttribute.class);
    NamingEnumeration<? extends Attribute> all = answer.getAll();
    while (all.hasMore()) {
      Attribute attribute = all.next();
      Optional<DirectoryAttribute> known = DirectoryAttribute.named(attribute.getID());
      for (int i = 0; known.isPresent() && i < Math.min(attribute.size(), MAX_VALUES); i++) {
        if (!(attribute.get(i) instanceof byte[] value)) {
          continue;
        }
        if (value.length > known.get().maxBytes()) {
          LOG.warn(
              "the directory {} gave a {} of {} bytes, which is too large and was not read",
              url,
              known.get(),
              value.length);
        } else {
          values.computeIfAbsent(known.get(), any -> new ArrayList<>()).add(value);
        }
      }
    }
    return values;
  }

  /**
   * The names of entries with that serial number, some twenty at most.
   *
   * @throws DirectoryException if there is no answer
   */
  List<DistinguishedName> search(DistinguishedName base, String serialNumber)
      throws DirectoryException {
    SearchControls controls =
        new SearchControls(
            SearchControls.SUBTREE_SCOPE,
            MAX_FOUND,
            (int) read.toMillis(),
            new String[] {"1.1"},
            false,
            false);
    requireTime();
    List<DistinguishedName> found = new ArrayList<>();
    try {
      NamingEnumeration<SearchResult> results =
          CappedSockets.until(
              end,
              () ->
                  context.search(
                      base.ldap(), "(serialNumber={0})", new Object[] {serialNumber}, controls));
      while (found.size() < MAX_FOUND && results.hasMore()) {
        found.add(DistinguishedName.parse(results.next().getNameInNamespace()));
      }
      return found;
    } catch (PartialResultException
        | SizeLimitExceededException
        | NameNotFoundException
        | IllegalArgumentException e) {
      // What lies in another directory is not looked at; what was found here is worth telling.
      return found;
    } catch (NamingException | RuntimeException e) {
      throw failure(url, e);
    }
  }

  /** A decoder that stumbles over an answer throws what it likes. */
  private static DirectoryException failure(URI url, Exception e) {
    String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    if (e instanceof PartialResultException) {
      return new DirectoryException(
          "the directory %s refers to another one, which is not followed".formatted(url), false, e);
    }
    if (e instanceof CommunicationException || e instanceof ServiceUnavailableException) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return new DirectoryException(
          "the directory %s cannot be reached (%s); check the address and that the firewall lets this machine connect to it"
              .formatted(url, cause.getMessage() == null ? why : cause.getMessage()),
          false,
          e);
    }
    return new DirectoryException(
        "the directory %s did not answer as it should (%s)".formatted(url, why), false, e);
  }

  @Override
  public void close() {
    try {
      context.close();
    } catch (NamingException e) {
      LOG.debug("the connection to {} was not ended in good order: {}", url, e.getMessage());
    }
  }
}
