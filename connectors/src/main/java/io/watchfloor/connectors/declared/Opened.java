package io.watchfloor.connectors.declared;

import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SettingsForm.Field;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.connectors.TestStep;
import io.watchfloor.connectors.http.ConnectionTest;
import io.watchfloor.connectors.http.Http;
import io.watchfloor.connectors.http.HttpForm;
import io.watchfloor.connectors.http.HttpSettings;
import io.watchfloor.model.source.Secrets.Secret;
import io.watchfloor.model.source.SourceException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Opens and tries a described source: puts settings and secrets where its description wants them.
final class Opened {
  /// In MiB. Smaller than elsewhere, because a page is read whole before it is mapped.
  private static final String LARGEST_ANSWER = "16";

  private Opened() {}

  static DeclaredSource open(SourceSettings given, Description description, Opening opening)
      throws SourceException {
    var settings = withUsual(given, description);
    var http = http(settings, description, opening);
    var client = new Http(http, opening.clock());
    try {
      var access =
          switch (description.access()) {
            case STANDARD, NONE -> Access.FIXED;
            case OAUTH2, GOOGLE -> Tokens.of(settings, description.access(), opening);
            case AWS -> AwsSignature.of(settings, opening);
          };
      return new DeclaredSource(settings, description, new Api(client, access), opening);
    } catch (SourceException e) {
      client.close();
      throw e;
    }
  }

  private static SourceSettings withUsual(SourceSettings given, Description description) {
    var values = new HashMap<>(given.values());
    for (var field : description.settings())
      if (!field.otherwise().isEmpty()) values.putIfAbsent(field.key(), List.of(field.otherwise()));
    values.putIfAbsent(HttpForm.CAP, List.of(LARGEST_ANSWER));
    return new SourceSettings(given.id(), given.type(), given.interval(), values);
  }

  private static HttpSettings http(
      SourceSettings settings, Description description, Opening opening) throws SourceException {
    var url = settings.text(HttpForm.URL, description.usualAddress()).strip();
    var plain = HttpSettings.of(settings, opening.secrets(), url);
    var secret = new HashMap<String, Object>(description.variables(settings));
    for (var field : description.settings())
      if (field.kind() == Field.Kind.SECRET)
        secret.put(field.key(), secret(settings, field, opening));
    opening
        .secrets()
        .get(settings.secretKey(Description.KEY))
        .ifPresent(key -> secret.putIfAbsent(Description.KEY, key.reveal().strip()));
    var scope = Scope.of(secret, opening.clock().instant());
    var headers = new TreeMap<String, Secret>();
    for (var header : description.headers().entrySet()) {
      var text = header.getValue().text(scope).strip();
      if (header.getValue().names().stream().anyMatch(name -> scope.variable(name).equals("")))
        continue;
      if (text.chars().anyMatch(c -> c < ' ' || c > '~'))
        throw new SourceException(
            header.getKey() + ": holds a character that no header has.", false, null);
      if (!text.isEmpty()) headers.put(header.getKey(), new Secret(text));
    }
    return plain.with(headers);
  }

  private static String secret(SourceSettings settings, Field field, Opening opening)
      throws SourceException {
    var secret = opening.secrets().get(settings.secretKey(field.key()));
    if (secret.isPresent()) return secret.get().reveal().strip();
    if (!field.required()) return "";
    throw new SourceException(field.key() + ": is missing; enter it in the form.", false, null);
  }

  /// Tries the address, then asks once for everything that will be pulled.
  static void test(
      SourceSettings settings,
      Description description,
      Opening opening,
      Consumer<TestStep> progress)
      throws InterruptedException {
    try (var source = open(settings, description, opening)) {
      var found = new String[] {""};
      new ConnectionTest(source.api().settings(), HttpForm.URL, progress)
          .run(
              () -> {
                found[0] = source.sample();
                return "Reading is allowed.";
              },
              () -> found[0]);
    } catch (SourceException e) {
      ConnectionTest.unusable(e, progress);
    }
  }

  /// Values written as `name=value`.
  static Map<String, List<String>> pairs(List<String> texts) throws SourceException {
    var pairs = new HashMap<String, List<String>>();
    for (var text : texts) {
      int at = text.indexOf('=');
      if (at < 1)
        throw new SourceException(
            "values: \"" + text + "\" is no value; write name=value.", false, null);
      pairs.put(text.substring(0, at).strip(), List.of(text.substring(at + 1).strip()));
    }
    return pairs;
  }
}
