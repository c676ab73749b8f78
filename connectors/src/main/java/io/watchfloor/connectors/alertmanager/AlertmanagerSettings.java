package io.watchfloor.connectors.alertmanager;

import io.watchfloor.connectors.SettingsForm;
import io.watchfloor.connectors.SettingsForm.Field;
import io.watchfloor.connectors.SettingsForm.Field.Kind;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.connectors.http.HttpForm;
import io.watchfloor.model.source.SourceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is taken from an Alertmanager, and how it is written to, as its form says.
record AlertmanagerSettings(
    List<String> urls,
    List<String> filters,
    Optional<String> receiver,
    Duration grace,
    List<String> stable) {
  static final String URLS = "urls";

  /// Labels that outlive a restart of what they name. Never pod, container, id: they change while
  /// the trouble stays.
  private static final List<String> STABLE =
      List.of("service", "app", "deployment", "host", "instance", "namespace", "cluster", "job");

  private static final Duration GOSSIP = Duration.ofSeconds(10);

  static SettingsForm form() {
    var fields = new ArrayList<Field>();
    fields.add(
        Field.of(
            URLS,
            "Addresses",
            "One for each of the HA peers, with the route prefix if there is one:"
                + " http://alertmanager:9093",
            Kind.LIST,
            "",
            true));
    fields.addAll(HttpForm.access());
    fields.add(
        Field.of(
            "filters",
            "Only alerts with",
            "Matchers as Alertmanager writes them: team=\"shop\". All must match.",
            Kind.LIST,
            "",
            false));
    fields.add(
        Field.of("receiver", "Only for receiver", "A regular expression.", Kind.TEXT, "", false));
    fields.add(
        Field.of(
            "grace",
            "Over when missing for",
            "An alert is over when it is missing from two pulls and for so long. Without it, 10s"
                + " for several peers, else 0s.",
            Kind.DURATION,
            "",
            false));
    fields.add(
        Field.of(
            "stable",
            "Acknowledge by",
            "A silence matches alertname and the first of these labels that the alert has.",
            Kind.LIST,
            String.join(", ", STABLE),
            false));
    fields.addAll(HttpForm.transport());
    return new SettingsForm(fields);
  }

  static AlertmanagerSettings of(SourceSettings settings) throws SourceException {
    var urls = new ArrayList<>(filled(settings, URLS));
    if (urls.isEmpty()) settings.text(HttpForm.URL).ifPresent(urls::add);
    if (urls.isEmpty())
      throw new SourceException("urls: is missing; write http://host:port.", false, null);
    var stable =
        filled(settings, "stable").stream()
            .flatMap(each -> List.of(each.split("[,\\s]+")).stream())
            .filter(each -> !each.isBlank())
            .toList();
    try {
      return new AlertmanagerSettings(
          List.copyOf(urls),
          filled(settings, "filters"),
          settings.text("receiver"),
          settings.duration("grace", urls.size() > 1 ? GOSSIP : Duration.ZERO),
          stable.isEmpty() ? STABLE : stable);
    } catch (IllegalArgumentException e) {
      throw new SourceException(String.valueOf(e.getMessage()), false, e);
    }
  }

  private static List<String> filled(SourceSettings settings, String key) {
    return settings.list(key).stream().map(String::strip).filter(it -> !it.isEmpty()).toList();
  }
}
