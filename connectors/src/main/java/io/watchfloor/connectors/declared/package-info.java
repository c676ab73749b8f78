/// Systems that need no code: a file in YAML says how one is asked over HTTP, how its answers
/// become signals, and what can be done there. The files that ship with the product lie beside this
/// package's classes; people write their own with the connector `json`.
///
/// # A description, key by key
///
/// - `title`, `summary`, `tested`: for people. `address`: what its address looks like.
/// - `access`: `standard` (none, user and password, token, certificate), `none`, or one that has to
///   be computed: `oauth2`, `google`, `aws`. `headers` go with every request.
/// - `settings`: further fields of its form; `${name}` stands for one anywhere below.
/// - `reads`: each asks one page after the other and makes signals of the items in it ([Read]).
/// - `acts`: what can be done there, each with how it is read back ([ActDescription]).
/// - `silences`: how the silences that stand are listed.
///
/// Values ([Value]) are paths into the answer (`$.a.b[0]`, RFC 9535 as far as [JsonPath] has it),
/// lists of paths (the first that is there counts), or texts with `${…}` in them. What is put into
/// a path is encoded, what is put into a body is JSON: a stranger's text can't become syntax.
@NullMarked
package io.watchfloor.connectors.declared;

import org.jspecify.annotations.NullMarked;
