internal import QuorateLanguage

extension LogMap {
    /// The map of logs that are written as `validate` reads them without a mapping.
    public init() {
        (node, event) = (FieldPath("node")!, FieldPath("event")!)
        (arguments, before, after) = (FieldPath("arguments")!, FieldPath("before")!, FieldPath("after")!)
    }

    /// The part `log` of a mapping file.
    ///
    /// - Throws: ``RunMapError``.
    package init(_ json: JSONValue?) throws(RunMapError) {
        self.init()
        guard let json else { return }
        let section = try MapSection(
            json, at: JSONPath.root["log"],
            keys: [
                "node", "event", "run", "order", "only", "ignore", "arguments", "before", "after", "events",
                "executions", "end",
            ])
        node = try section.field("node") ?? node
        event = try section.field("event") ?? event
        run = try section.field("run")
        arguments = try section.field("arguments") ?? arguments
        before = try section.field("before") ?? before
        after = try section.field("after") ?? after
        for key in ["arguments", "before", "after"] { named[key] = try section.field(key) }
        only = try section.conditions("only")
        ignored = Set(try section.texts("ignore"))
        ignoresOthers = ignored.remove("*") != nil
        order = try section.order("order")
        rules = try section.rules("events")
        executions = try section.executions("executions")
        if executions?.evidence != nil, !order.isClock {
            throw section.error(
                "executions", "\"evidence\" needs an \"order\" by clocks, which tell what was known")
        }
        end = try section.end("end")
        for name in rules.keys.sorted() where ignored.contains(name) {
            throw section.error(
                "ignore", "\(ForeignText.quoted(name)) has rules in \"events\" as well: leave it out of one")
        }
    }
}
