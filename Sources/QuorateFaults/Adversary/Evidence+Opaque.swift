// What is heard from faulty replicas is not to be read, in whatever way a value can be made a text: by interpolation,
// `dump` or a mirror.

extension Evidence: CustomStringConvertible, CustomReflectable {
    /// The same for all evidence: the text does not tell whether it is given.
    public var description: String { "Evidence" }
    /// A mirror that shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension Senders: CustomStringConvertible, CustomReflectable {
    /// The same for all senders: the text does not tell who they are.
    public var description: String { "Senders" }
    /// A mirror that shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension SenderCount: CustomStringConvertible, CustomReflectable {
    /// The same for all counts: the text does not tell how many there are.
    public var description: String { "SenderCount" }
    /// A mirror that shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
