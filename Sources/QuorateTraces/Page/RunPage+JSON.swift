extension RunPage {
    /// The page as data. Of a state only what is otherwise than in the one before; an offer's status only where it turns.
    package var json: JSONValue {
        [
            "format": "quorate-run-page", "version": JSONValue(1), "title": .string(title),
            "claim": .string(claim), "verdict": .string(verdict.rawValue),
            "facts": .array(facts.map(\.json)), "lanes": .array(lanes.map(\.json)),
            "fields": Self.list(fields), "states": .array(states.indices.map(differences)),
            "start": Self.list(start), "steps": .array(steps.map(\.json)),
            "properties": .array(properties.map(\.json)), "offers": .array(offers.map(\.json)),
            "reasons": Self.list(reasons),
            "loop": loop.map { ["start": JSONValue($0.start), "notes": Self.list($0.notes)] } ?? .null,
            "code": .array(code.map(\.json)), "drawings": drawings.isEmpty ? .null : drawingsInWords,
            "copies": ["text": .string(copies.text), "mermaid": .string(copies.mermaid)],
        ]
    }

    /// Pairs of a variable's position and its value, of those that the state before does not have so.
    private func differences(_ state: Int) -> JSONValue {
        .array(
            states[state].indices.compactMap { field in
                let value = states[state][field]
                if state > 0, states[state - 1][field] == value { return nil }
                return [JSONValue(field), JSONValue(value)]
            })
    }

    static func list(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }
}

extension RunPage.Place {
    var json: JSONValue { ["text": .string(text), "link": JSONValue(link)] }
}

extension RunPage.Fact {
    var json: JSONValue { ["label": .string(label), "place": place.json] }
}

extension RunPage.Lane {
    var json: JSONValue { ["name": .string(name), "title": .string(title)] }
}

extension RunPage.Step {
    var json: JSONValue {
        [
            "action": .string(action), "name": .string(name), "lane": JSONValue(lane),
            "place": place?.json ?? .null,
            "changes": .array(changes.map(\.json)), "arrows": .array(arrows.map(\.json)),
            "discharges": RunPage.list(discharges),
        ]
    }
}

extension RunPage.Change {
    var json: JSONValue {
        [
            "part": .string(part), "old": JSONValue(old), "new": JSONValue(new), "text": .string(text),
        ]
    }
}

extension RunPage.Arrow {
    var json: JSONValue {
        [
            "kind": .string(kind.rawValue), "from": JSONValue(from), "to": JSONValue(to),
            "since": JSONValue(since),
        ]
    }
}

extension RunPage.Property {
    var json: JSONValue {
        [
            "name": .string(name), "kind": .string(kind), "place": place?.json ?? .null,
            "marks": .string(marks.map(\.rawValue).joined()), "isShown": .boolean(isShown),
        ]
    }
}

extension RunPage.Offer {
    var json: JSONValue {
        [
            "action": .string(action), "name": .string(name), "place": place?.json ?? .null,
            "condition": JSONValue(condition), "fields": .array(fields.map { JSONValue($0) }),
            "turns": .array(turns.map { [JSONValue($0.state), .string($0.status.rawValue)] }),
        ]
    }
}

extension RunPage.CodeRun {
    var json: JSONValue {
        [
            "name": .string(name), "outcome": .string(outcome), "isExpected": .boolean(isExpected),
            "facts": .array(facts.map(\.json)), "marks": .string(marks.map(\.rawValue).joined()),
            "sights": .array(sights.map { .array($0.map(\.json)) }),
            "agreeing": .array(agreeing.map { JSONValue($0) }), "sent": .array(sent.map(RunPage.list)),
        ]
    }
}

extension RunPage.CodeRun.Sight {
    var json: JSONValue {
        ["name": .string(name), "inSpec": JSONValue(inSpec), "inCode": JSONValue(inCode)]
    }
}
