package ca.portage.cms;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import javax.crypto.Cipher;
import javax.crypto.NoSuchPaddingException;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Chooses who computes. Amazon's Corretto provider when its native library loads (twice the RSA of
 * the JDK), else the JDK; BouncyCastle only for what nobody else has. No provider is registered
 * with the JVM: each is handed over as an object.
 *
 * <p>The system property {@code portage.crypto=jdk} leaves the native library out.
 */
public final class CryptoProviders {
  private static final String CORRETTO =
      "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

  private final Optional<Provider> fast;
  private final String choice;
  private final Map<Key, Optional<Key>> translated =
      Collections.synchronizedMap(new WeakHashMap<>());

  private CryptoProviders(Optional<Provider> fast, String choice) {
    this.fast = fast;
    this.choice = choice;
  }

  /** Chosen when first needed, so that commands without cryptography never load a library. */
  private static final class Chosen {
    static final CryptoProviders PROVIDERS =
        "jdk".equals(System.getProperty("portage.crypto")) ? jdk("as configured") : preferred();
  }

  private static final class Fallback {
    static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();
  }

  static CryptoProviders chosen() {
    return Chosen.PROVIDERS;
  }

  static CryptoProviders jdk(String why) {
    return new CryptoProviders(Optional.empty(), "the JDK (" + why + ")");
  }

  static CryptoProviders preferred() {
    try {
      Class<?> type = Class.forName(CORRETTO);
      Provider provider = (Provider) type.getField("INSTANCE").get(null);
      Object error = type.getMethod("getLoadingError").invoke(provider);
      if (error != null) {
        return jdk("the native library of Corretto does not load: " + error);
      }
      MessageDigest.getInstance("SHA-256", provider).digest();
      return new CryptoProviders(
          Optional.of(provider), provider.getName() + " " + provider.getVersionStr());
    } catch (ReflectiveOperationException | GeneralSecurityException | LinkageError e) {
      return jdk("Corretto is not available: " + e.getMessage());
    }
  }

  /** One line for the log: who signs, ciphers and digests. */
  public static String description() {
    CryptoProviders chosen = chosen();
    try {
      return "RSA and digests by "
          + chosen.choice
          + ", AES-CBC by "
          + chosen.cipher(ContentCipher.AES256_CBC.transformation()).getProvider().getName()
          + ", AES-GCM by "
          + chosen.cipher(ContentCipher.AES256_GCM.transformation()).getProvider().getName()
          + ", CAST5 by BC";
    } catch (GeneralSecurityException e) {
      return "RSA and digests by " + chosen.choice + ", AES missing: " + e.getMessage();
    }
  }

  /**
   * The provider object that serves a service, for rooms that compute by themselves; empty means
   * the JDK's own choice.
   *
   * @param type a service type of the JCA, {@code MessageDigest}
   * @param algorithm its algorithm, {@code SHA-256}
   */
  public static Optional<Provider> forService(String type, String algorithm) {
    return chosen().fast.filter(p -> p.getService(type, algorithm) != null);
  }

  /** A digest from the fastest provider at hand. */
  public static MessageDigest digest(Digest digest) {
    return chosen().newDigest(digest);
  }

  MessageDigest newDigest(Digest digest) {
    try {
      if (has("MessageDigest", digest.jca())) {
        return MessageDigest.getInstance(digest.jca(), fast.orElseThrow());
      }
      return MessageDigest.getInstance(digest.jca());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no " + digest.jca(), e);
    }
  }

  Signature signature(String algorithm, Key key) throws NoSuchAlgorithmException {
    Optional<Provider> token = inToken(key) ? token("Signature", algorithm, key) : Optional.empty();
    if (token.isPresent()) {
      return Signature.getInstance(algorithm, token.get());
    }
    return isFast(key) && has("Signature", algorithm)
        ? Signature.getInstance(algorithm, fast.orElseThrow())
        : Signature.getInstance(algorithm);
  }

  /** The provider of a key in a token: parameters that are set before the key choose no other. */
  private static Optional<Provider> token(String type, String algorithm, Key key) {
    return Arrays.stream(Security.getProviders())
        .filter(provider -> provider.getService(type, algorithm) != null)
        .filter(provider -> provider.getService(type, algorithm).supportsParameter(key))
        .findFirst();
  }

  /** A cipher for a key of an asymmetric algorithm, in the form {@link #translate} gave. */
  Cipher cipher(String transformation, Key key) throws GeneralSecurityException {
    return isFast(key) && has("Cipher", transformation)
        ? Cipher.getInstance(transformation, fast.orElseThrow())
        : Cipher.getInstance(transformation);
  }

  /** A cipher for a content key. */
  Cipher cipher(String transformation) throws GeneralSecurityException {
    if (has("Cipher", transformation)) {
      return Cipher.getInstance(transformation, fast.orElseThrow());
    }
    try {
      return Cipher.getInstance(transformation);
    } catch (NoSuchAlgorithmException | NoSuchPaddingException e) {
      return Cipher.getInstance(transformation, Fallback.BOUNCY_CASTLE);
    }
  }

  /**
   * The key in the chosen provider's own form, made once: a foreign key is imported anew for each
   * operation and halves the speed. A key that cannot be exported stays as it is.
   */
  <K extends Key> K translate(K key, Class<K> type) {
    return inToken(key)
        ? key
        : translated.computeIfAbsent(key, this::translation).map(type::cast).orElse(key);
  }

  /**
   * Whether a private key cannot leave where it is, so that only its own provider can use it. Told
   * by its class: a token that was taken out answers no question.
   */
  static boolean inToken(Key key) {
    return key instanceof PrivateKey
        && !(key instanceof RSAPrivateKey)
        && !(key instanceof ECPrivateKey);
  }

  private Optional<Key> translation(Key key) {
    if (!has("KeyFactory", key.getAlgorithm())) {
      return Optional.empty();
    }
    try {
      KeyFactory factory = KeyFactory.getInstance(key.getAlgorithm(), fast.orElseThrow());
      return Optional.of(factory.translateKey(key));
    } catch (NoSuchAlgorithmException | InvalidKeyException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private boolean isFast(Key key) {
    return fast.filter(p -> p.getClass().getPackage() == key.getClass().getPackage()).isPresent();
  }

  private boolean has(String type, String algorithm) {
    return fast.filter(p -> p.getService(type, algorithm) != null).isPresent();
  }
}
