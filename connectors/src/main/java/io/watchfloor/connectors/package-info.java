/// The outside world: one package per system that is asked or acted upon.
///
/// A connector uses `model`, `connectors.http` and `connectors.listen`, never another connector, so
/// that each can be deleted with its folder.
///
/// # Without code
///
/// A system that answers in JSON needs a description and no code: see the package `declared`. Most
/// connectors are such files (`declared/NAME.yaml`); one that ships gets a line in [Connectors] and
/// a test that extends `DeclaredKit`, with a fake that refuses what the real one refuses. Write
/// code where the system pushes, streams, speaks something else than JSON, or makes metrics out of
/// counters or performance data.
///
/// # A new connector, in an afternoon
///
/// 1. **A package** `connectors.x` with an `XType` ([SourceType]): its name in the configuration,
///    its title, one sentence, its [Capabilities], its [SettingsForm]. The form is the whole
///    description of the settings: the screen, the help and the validation of the configuration are
///    drawn from it. Over HTTP take `HttpForm.url`, `HttpForm.access` and `HttpForm.transport`. Add
///    the type to [Connectors].
/// 2. **An `XSource`** (`model.source.Source`). `pull(window, cursor)` blocks, asks, and tells all
///    that was observed in the window; all memory is in the cursor. Ask through `http.Http`: it has
///    the time limits, caps, certificates and the refusals in words. Never retry, sleep or
///    schedule; throw `SourceException` and the engine does. What arrives late is asked for again
///    (an overlap) and told twice: telling twice is no harm, a gap is. What was cut or capped is a
///    notice. A system that pushes is a `model.source.Listener` instead: `listen` has where it
///    listens, a bounded way in and the count of what was dropped, and `ListenerKit` its tests.
/// 3. **Wire records** are package-private and look like the wire; read them with `http.Json`,
///    which streams and has limits. **One mapper** makes signals of them: `Alert` with the source's
///    own words in `sourceState`, the source's time in `at`, ours in `received`. Who it is about is
///    `opening.entities().entity(labels)`. Where the system lists only what is there, [KnownAlerts]
///    tells what is over; performance data in the way of plugins is read by [Perfdata].
/// 4. **Acting back** is an `XWriteBack` (`model.source.WriteBack`): `preview` shows the requests
///    as they will be sent and sends nothing; `send` hits exactly what the act names; `readBack`
///    asks the system whether it holds it, and repeats its words where it does not. List the acts
///    in the capabilities: the console offers nothing else.
/// 5. **Tests**: extend `HttpSourceKit` (or `SourceKit`). Record the real server's answers with
///    `LAB_HOME=… mvn -pl connectors test -Drecord=true -Dtest=XKitTest`, or write a fake as strict
///    as the published schema. Add a live test that reads, writes and reads back where the real
///    server is there.
@NullMarked
package io.watchfloor.connectors;

import org.jspecify.annotations.NullMarked;
