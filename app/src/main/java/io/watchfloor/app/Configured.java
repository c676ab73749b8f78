package io.watchfloor.app;

import io.watchfloor.app.secrets.EnvironmentSecrets;
import io.watchfloor.app.settings.Settings;
import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.connectors.notice.Destination;
import io.watchfloor.connectors.notice.DestinationType;
import io.watchfloor.model.source.Secrets;
import io.watchfloor.model.source.Source;
import io.watchfloor.model.source.SourceException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// What the configuration says, for commands that try one thing of it and touch nothing else.
/// `problems` are its mistakes in words.
public record Configured(
    Settings settings,
    List<String> problems,
    Secrets secrets,
    Map<String, String> environment,
    InstantSource clock) {

  /// Opens the source of this name.
  ///
  /// @throws SourceException if there is none, or it can't be opened
  public Source source(String name) throws SourceException {
    var found =
        settings.sources().stream()
            .filter(source -> source.id().name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    none(
                        "source",
                        name,
                        settings.sources().stream().map(it -> it.id().name()).toList()));
    return Console.type(found.type()).open(found, opening(found));
  }

  /// Opens the destination of this name.
  ///
  /// @throws SourceException if there is none, or it can't be opened
  public Destination destination(String name) throws SourceException {
    var found =
        settings.notices().stream()
            .filter(notice -> notice.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    none(
                        "destination",
                        name,
                        settings.notices().stream().map(Settings.Outgoing::name).toList()));
    return open(found, opening(found.settings()));
  }

  private SourceException none(String what, String name, List<String> known) {
    var there = known.isEmpty() ? "none" : String.join(", ", known);
    var mistakes = problems.isEmpty() ? "" : " " + String.join(" ", problems);
    return new SourceException(
        "The configuration has no "
            + what
            + " called "
            + name
            + "; there are: "
            + there
            + "."
            + mistakes,
        false,
        null);
  }

  private Opening opening(SourceSettings of) {
    return new Opening(
        new EnvironmentSecrets(secrets, List.of(of), environment), clock, settings.entities());
  }

  static Destination open(Settings.Outgoing notice, Opening opening) throws SourceException {
    for (var type : DestinationType.all())
      if (type.name().equals(notice.settings().type()))
        return type.open(notice.settings(), opening);
    throw new IllegalArgumentException("no way to tell people called " + notice.settings().type());
  }
}
