extension BrachaConfiguration {
    /// The rules that a change of the code might touch. As they are here they are the paper's.
    public struct Rules: Hashable, Sendable {
        /// Threshold of ECHOs: the number of them that is enough.
        public enum EchoThreshold: Hashable, Sendable {
            /// More than (n + f)/2: two sets of so many replicas share a correct one.
            case moreThanHalfOfAllAndFaulty
            /// 2f.
            case twoF
            /// n.
            case all
        }

        /// Threshold of READYs: the number of them that makes a replica ready.
        public enum AmplificationThreshold: Hashable, Sendable {
            /// f + 1: one of them is correct.
            case fPlusOne
            /// f.
            case f
        }

        /// Threshold of READYs: the number of them that makes a replica deliver.
        public enum DeliveryThreshold: Hashable, Sendable {
            /// 2f + 1: f + 1 of them are correct and make everybody ready.
            case twoFPlusOne
            /// f + 1.
            case fPlusOne
        }

        /// UNSAFE: with 2f ECHOs two values can have enough, and correct replicas are ready for both; with n a
        /// Byzantine replica that is silent stops everybody.
        public var echoThreshold = EchoThreshold.moreThanHalfOfAllAndFaulty
        /// UNSAFE: f READYs may all be lies, so that a value is delivered that nobody has broadcast.
        public var amplificationThreshold = AmplificationThreshold.fPlusOne
        /// UNSAFE: when false, f + 1 READYs make nobody echo or be ready, and some deliver what others never do.
        public var joinsReadies = true
        /// UNSAFE: of f + 1 that are ready only one may be correct, so that one delivers and others never do.
        public var deliveryThreshold = DeliveryThreshold.twoFPlusOne
        /// UNSAFE: takes an INITIAL for the sender's, whoever has sent it: anybody can broadcast in its name.
        public var takesAnybodysInitial = false
        /// UNSAFE: echoes, and is ready for, each value with enough messages instead of one: two are delivered.
        public var echoesEveryValue = false
        /// UNSAFE: delivers the value that it has echoed when enough are ready for another one.
        public var deliversEchoedValue = false
        /// UNSAFE: echoes nothing and is ready on the sender's INITIAL, who may have told others another value.
        public var skipsEchoPhase = false
        /// UNSAFE: counts a message as often as it comes, so that one Byzantine replica is as good as many.
        public var countsMessagesNotSenders = false
        /// UNSAFE: when false, messages from replicas that do not exist count, and so do ones that come from
        /// outside with this replica's own number.
        public var checksSender = true
        /// UNSAFE: with n = 3f Byzantine replicas that are silent stop everybody; with fewer, values differ.
        ///
        /// The initialiser of the configuration looks at it; later it changes nothing.
        public var allowsTooFewReplicas = false

        init() {}
    }
}
