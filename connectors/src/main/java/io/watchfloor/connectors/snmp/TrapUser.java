package io.watchfloor.connectors.snmp;

import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.model.source.Secrets;
import io.watchfloor.model.source.SourceException;
import java.util.List;
import java.util.Map;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.AuthHMAC384SHA512;
import org.snmp4j.security.AuthMD5;
import org.snmp4j.security.AuthSHA;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.PrivAES256;
import org.snmp4j.security.PrivDES;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;

/// The user of SNMPv3 that senders sign and encrypt as; what comes less protected than `level` is
/// refused.
record TrapUser(UsmUser user, int level) {
  static final String USER = "user";
  static final String AUTH = "authentication";
  static final String AUTH_PASSWORD = "authenticationPassword";
  static final String PRIVACY = "privacy";
  static final String PRIVACY_PASSWORD = "privacyPassword";
  static final String NONE = "none";
  static final List<String> AUTHS = List.of("SHA-256", "SHA-512", "SHA-1", "MD5", NONE);
  static final List<String> PRIVACIES = List.of("AES-128", "AES-256", "DES", NONE);

  private static final int SHORTEST = 8;
  private static final Map<String, OID> AUTH_IDS =
      Map.of(
          "SHA-256", AuthHMAC192SHA256.ID,
          "SHA-512", AuthHMAC384SHA512.ID,
          "SHA-1", AuthSHA.ID,
          "MD5", AuthMD5.ID);
  private static final Map<String, OID> PRIVACY_IDS =
      Map.of("AES-128", PrivAES128.ID, "AES-256", PrivAES256.ID, "DES", PrivDES.ID);

  /// @throws SourceException names the setting that can't work
  static TrapUser of(SourceSettings settings, Secrets secrets) throws SourceException {
    var name = settings.text(USER, "").strip();
    if (name.isEmpty() || name.length() > 32)
      throw new SourceException("user: give its name, at most 32 characters.", false, null);
    var auth = settings.choice(AUTH, AUTHS);
    var privacy = settings.choice(PRIVACY, PRIVACIES);
    if (auth.equals(NONE) && !privacy.equals(NONE))
      throw new SourceException(
          "privacy: nothing is encrypted without authentication (RFC 3414); choose one.",
          false,
          null);
    var user =
        new UsmUser(
            new OctetString(name),
            AUTH_IDS.get(auth),
            auth.equals(NONE) ? null : password(settings, secrets, AUTH_PASSWORD),
            PRIVACY_IDS.get(privacy),
            privacy.equals(NONE) ? null : password(settings, secrets, PRIVACY_PASSWORD));
    int level =
        auth.equals(NONE)
            ? SecurityLevel.NOAUTH_NOPRIV
            : privacy.equals(NONE) ? SecurityLevel.AUTH_NOPRIV : SecurityLevel.AUTH_PRIV;
    return new TrapUser(user, level);
  }

  private static OctetString password(SourceSettings settings, Secrets secrets, String field)
      throws SourceException {
    var secret = secrets.get(settings.secretKey(field));
    if (secret.isEmpty() || secret.get().reveal().length() < SHORTEST)
      throw new SourceException(
          field + ": is missing or shorter than 8 characters (RFC 3414); enter it in the form.",
          false,
          null);
    return new OctetString(secret.get().reveal());
  }
}
