/// Systems that need no code: a file in YAML says how one is asked over HTTP, how its answers
/// become signals, and what can be done there. The files that ship with the product lie beside this
/// package's classes; people write their own with the connector `json`.
///
/// # A description, key by key
///
/// - `title`, `summary`: for people. `tested` (a schema) or `live` (the real server): against what.
///   `address`: what its address looks like.
/// - `access`: `standard` (none, user and password, token, certificate), `none`, or one that has to
///   be computed: `oauth2`, `google`, `aws`. `headers` go with every request.
/// - `settings`: further fields of its form; `${name}` stands for one anywhere below.
/// - `reads`: each asks one page after the other and makes signals of the items in it ([Read]).
/// - `acts`: what can be done there, each with how it is read back ([ActDescription]).
/// - `silences`: how the silences that stand are listed.
///
/// ```yaml
/// title: Plant control
/// settings:
///   area: {label: Area, required: true}
/// headers: {X-Api-Key: "${key}"}
/// reads:
///   alarms:
///     tells: alerts
///     path: /api/alarms
///     parameters: {area: "${area}", offset: "${page}", limit: 100}
///     pages: {by: offset, size: 100, total: $.total}
///     items: $.alarms[*]
///     missing: over
///     map:
///       id: $.number
///       name: $.text
///       severity: {from: $.level, words: {"3": critical, "2": major}, otherwise: warning}
///       start: {from: $.since, format: millis}
///       labels: {host: $.machine, area: "${area}"}
/// acts:
///   acknowledge:
///     send: {method: PUT, path: "/api/alarms/${alert.id}/seen", body: {note: "${act.comment}"}}
///     check: {path: "/api/alarms/${alert.id}", at: $.seen, is: "true"}
/// ```
///
/// In the configuration: `{name: plant, type: json, url: https://plant, description: plant.yaml,
/// values: [area=north], key-env: PLANT_KEY}`. `watchfloor preview plant` asks once and shows what
/// would arrive and which path finds nothing.
///
/// Values ([Value]) are paths into the answer (`$.a.b[0]`, RFC 9535 as far as [JsonPath] has it),
/// lists of paths (the first that is there counts), or texts with `${…}` in them. What is put into
/// a path is encoded, what is put into a body is JSON: a stranger's text can't become syntax.
@NullMarked
package io.watchfloor.connectors.declared;

import org.jspecify.annotations.NullMarked;
