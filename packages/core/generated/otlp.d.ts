import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/** Namespace otlp. */
export namespace otlp {

    /**
     * Properties of an ExportTraceServiceRequest.
     * @deprecated Use otlp.ExportTraceServiceRequest.$Properties instead.
     */
    interface IExportTraceServiceRequest extends otlp.ExportTraceServiceRequest.$Properties {
    }

    /** Represents an ExportTraceServiceRequest. */
    class ExportTraceServiceRequest {

        /**
         * Constructs a new ExportTraceServiceRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: otlp.ExportTraceServiceRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ExportTraceServiceRequest resourceSpans. */
        resourceSpans: otlp.ResourceSpans.$Properties[];

        /**
         * Encodes the specified ExportTraceServiceRequest message. Does not implicitly {@link otlp.ExportTraceServiceRequest.verify|verify} messages.
         * @param message ExportTraceServiceRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: otlp.ExportTraceServiceRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an ExportTraceServiceRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {otlp.ExportTraceServiceRequest & otlp.ExportTraceServiceRequest.$Shape} ExportTraceServiceRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): otlp.ExportTraceServiceRequest & otlp.ExportTraceServiceRequest.$Shape;

        /**
         * Creates an ExportTraceServiceRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ExportTraceServiceRequest
         */
        static fromObject(object: { [k: string]: any }): otlp.ExportTraceServiceRequest;

        /**
         * Creates a plain object from an ExportTraceServiceRequest message. Also converts values to other types if specified.
         * @param message ExportTraceServiceRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: otlp.ExportTraceServiceRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ExportTraceServiceRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ExportTraceServiceRequest {

        /** Properties of an ExportTraceServiceRequest. */
        interface $Properties {

            /** ExportTraceServiceRequest resourceSpans */
            resourceSpans?: (otlp.ResourceSpans.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an ExportTraceServiceRequest. */
        type $Shape = {
          resourceSpans?: otlp.ResourceSpans.$Shape[]|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a ResourceSpans.
     * @deprecated Use otlp.ResourceSpans.$Properties instead.
     */
    interface IResourceSpans extends otlp.ResourceSpans.$Properties {
    }

    /** Represents a ResourceSpans. */
    class ResourceSpans {

        /**
         * Constructs a new ResourceSpans.
         * @param [properties] Properties to set
         */
        constructor(properties?: otlp.ResourceSpans.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ResourceSpans resource. */
        resource?: (otlp.Resource.$Properties|null);

        /** ResourceSpans scopeSpans. */
        scopeSpans: otlp.ScopeSpans.$Properties[];

        /** ResourceSpans schemaUrl. */
        schemaUrl: string;

        /**
         * Encodes the specified ResourceSpans message. Does not implicitly {@link otlp.ResourceSpans.verify|verify} messages.
         * @param message ResourceSpans message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: otlp.ResourceSpans.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ResourceSpans message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {otlp.ResourceSpans & otlp.ResourceSpans.$Shape} ResourceSpans
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): otlp.ResourceSpans & otlp.ResourceSpans.$Shape;

        /**
         * Creates a ResourceSpans message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ResourceSpans
         */
        static fromObject(object: { [k: string]: any }): otlp.ResourceSpans;

        /**
         * Creates a plain object from a ResourceSpans message. Also converts values to other types if specified.
         * @param message ResourceSpans
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: otlp.ResourceSpans, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ResourceSpans to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ResourceSpans {

        /** Properties of a ResourceSpans. */
        interface $Properties {

            /** ResourceSpans resource */
            resource?: (otlp.Resource.$Properties|null);

            /** ResourceSpans scopeSpans */
            scopeSpans?: (otlp.ScopeSpans.$Properties[]|null);

            /** ResourceSpans schemaUrl */
            schemaUrl?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ResourceSpans. */
        type $Shape = {
          resource?: otlp.Resource.$Shape|null;
          scopeSpans?: otlp.ScopeSpans.$Shape[]|null;
          schemaUrl?: string|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a ScopeSpans.
     * @deprecated Use otlp.ScopeSpans.$Properties instead.
     */
    interface IScopeSpans extends otlp.ScopeSpans.$Properties {
    }

    /** Represents a ScopeSpans. */
    class ScopeSpans {

        /**
         * Constructs a new ScopeSpans.
         * @param [properties] Properties to set
         */
        constructor(properties?: otlp.ScopeSpans.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ScopeSpans scope. */
        scope?: (otlp.InstrumentationScope.$Properties|null);

        /** ScopeSpans spans. */
        spans: otlp.Span.$Properties[];

        /** ScopeSpans schemaUrl. */
        schemaUrl: string;

        /**
         * Encodes the specified ScopeSpans message. Does not implicitly {@link otlp.ScopeSpans.verify|verify} messages.
         * @param message ScopeSpans message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: otlp.ScopeSpans.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ScopeSpans message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {otlp.ScopeSpans & otlp.ScopeSpans.$Shape} ScopeSpans
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): otlp.ScopeSpans & otlp.ScopeSpans.$Shape;

        /**
         * Creates a ScopeSpans message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ScopeSpans
         */
        static fromObject(object: { [k: string]: any }): otlp.ScopeSpans;

        /**
         * Creates a plain object from a ScopeSpans message. Also converts values to other types if specified.
         * @param message ScopeSpans
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: otlp.ScopeSpans, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ScopeSpans to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ScopeSpans {

        /** Properties of a ScopeSpans. */
        interface $Properties {

            /** ScopeSpans scope */
            scope?: (otlp.InstrumentationScope.$Properties|null);

            /** ScopeSpans spans */
            spans?: (otlp.Span.$Properties[]|null);

            /** ScopeSpans schemaUrl */
            schemaUrl?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ScopeSpans. */
        type $Shape = {
          scope?: otlp.InstrumentationScope.$Shape|null;
          spans?: otlp.Span.$Shape[]|null;
          schemaUrl?: string|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a Span.
     * @deprecated Use otlp.Span.$Properties instead.
     */
    interface ISpan extends otlp.Span.$Properties {
    }

    /** Represents a Span. */
    class Span {

        /**
         * Constructs a new Span.
         * @param [properties] Properties to set
         */
        constructor(properties?: otlp.Span.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Span traceId. */
        traceId: Uint8Array;

        /** Span spanId. */
        spanId: Uint8Array;

        /** Span traceState. */
        traceState: string;

        /** Span parentSpanId. */
        parentSpanId: Uint8Array;

        /** Span name. */
        name: string;

        /** Span kind. */
        kind: otlp.Span.SpanKind;

        /** Span startTimeUnixNano. */
        startTimeUnixNano: (number|Long);

        /** Span endTimeUnixNano. */
        endTimeUnixNano: (number|Long);

        /** Span attributes. */
        attributes: otlp.KeyValue.$Properties[];

        /** Span droppedAttributesCount. */
        droppedAttributesCount: number;

        /** Span events. */
        events: otlp.Span.Event.$Properties[];

        /** Span droppedEventsCount. */
        droppedEventsCount: number;

        /** Span links. */
        links: otlp.Span.Link.$Properties[];

        /** Span droppedLinksCount. */
        droppedLinksCount: number;

        /** Span status. */
        status?: (otlp.Status.$Properties|null);

        /** Span flags. */
        flags: number;

        /**
         * Encodes the specified Span message. Does not implicitly {@link otlp.Span.verify|verify} messages.
         * @param message Span message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: otlp.Span.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Span message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {otlp.Span & otlp.Span.$Shape} Span
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): otlp.Span & otlp.Span.$Shape;

        /**
         * Creates a Span message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Span
         */
        static fromObject(object: { [k: string]: any }): otlp.Span;

        /**
         * Creates a plain object from a Span message. Also converts values to other types if specified.
         * @param message Span
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: otlp.Span, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Span to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace Span {

        /** Properties of a Span. */
        interface $Properties {

            /** Span traceId */
            traceId?: (Uint8Array|null);

            /** Span spanId */
            spanId?: (Uint8Array|null);

            /** Span traceState */
            traceState?: (string|null);

            /** Span parentSpanId */
            parentSpanId?: (Uint8Array|null);

            /** Span name */
            name?: (string|null);

            /** Span kind */
            kind?: (otlp.Span.SpanKind|null);

            /** Span startTimeUnixNano */
            startTimeUnixNano?: (number|Long|null);

            /** Span endTimeUnixNano */
            endTimeUnixNano?: (number|Long|null);

            /** Span attributes */
            attributes?: (otlp.KeyValue.$Properties[]|null);

            /** Span droppedAttributesCount */
            droppedAttributesCount?: (number|null);

            /** Span events */
            events?: (otlp.Span.Event.$Properties[]|null);

            /** Span droppedEventsCount */
            droppedEventsCount?: (number|null);

            /** Span links */
            links?: (otlp.Span.Link.$Properties[]|null);

            /** Span droppedLinksCount */
            droppedLinksCount?: (number|null);

            /** Span status */
            status?: (otlp.Status.$Properties|null);

            /** Span flags */
            flags?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Span. */
        type $Shape = {
          traceId?: Uint8Array|null;
          spanId?: Uint8Array|null;
          traceState?: string|null;
          parentSpanId?: Uint8Array|null;
          name?: string|null;
          kind?: otlp.Span.SpanKind|null;
          startTimeUnixNano?: number|Long|null;
          endTimeUnixNano?: number|Long|null;
          attributes?: otlp.KeyValue.$Shape[]|null;
          droppedAttributesCount?: number|null;
          events?: otlp.Span.Event.$Shape[]|null;
          droppedEventsCount?: number|null;
          links?: otlp.Span.Link.$Shape[]|null;
          droppedLinksCount?: number|null;
          status?: otlp.Status.$Shape|null;
          flags?: number|null;
          $unknowns?: Uint8Array[];
        };

        /** SpanKind enum. */
        enum SpanKind {

            /** SPAN_KIND_UNSPECIFIED value */
            SPAN_KIND_UNSPECIFIED = 0,

            /** SPAN_KIND_INTERNAL value */
            SPAN_KIND_INTERNAL = 1,

            /** SPAN_KIND_SERVER value */
            SPAN_KIND_SERVER = 2,

            /** SPAN_KIND_CLIENT value */
            SPAN_KIND_CLIENT = 3,

            /** SPAN_KIND_PRODUCER value */
            SPAN_KIND_PRODUCER = 4,

            /** SPAN_KIND_CONSUMER value */
            SPAN_KIND_CONSUMER = 5
        }

        /**
         * Properties of an Event.
         * @deprecated Use otlp.Span.Event.$Properties instead.
         */
        interface IEvent extends otlp.Span.Event.$Properties {
        }

        /** Represents an Event. */
        class Event {

            /**
             * Constructs a new Event.
             * @param [properties] Properties to set
             */
            constructor(properties?: otlp.Span.Event.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Event timeUnixNano. */
            timeUnixNano: (number|Long);

            /** Event name. */
            name: string;

            /** Event attributes. */
            attributes: otlp.KeyValue.$Properties[];

            /** Event droppedAttributesCount. */
            droppedAttributesCount: number;

            /**
             * Encodes the specified Event message. Does not implicitly {@link otlp.Span.Event.verify|verify} messages.
             * @param message Event message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: otlp.Span.Event.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Event message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {otlp.Span.Event & otlp.Span.Event.$Shape} Event
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): otlp.Span.Event & otlp.Span.Event.$Shape;

            /**
             * Creates an Event message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Event
             */
            static fromObject(object: { [k: string]: any }): otlp.Span.Event;

            /**
             * Creates a plain object from an Event message. Also converts values to other types if specified.
             * @param message Event
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: otlp.Span.Event, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Event to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Event {

            /** Properties of an Event. */
            interface $Properties {

                /** Event timeUnixNano */
                timeUnixNano?: (number|Long|null);

                /** Event name */
                name?: (string|null);

                /** Event attributes */
                attributes?: (otlp.KeyValue.$Properties[]|null);

                /** Event droppedAttributesCount */
                droppedAttributesCount?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Event. */
            type $Shape = {
              timeUnixNano?: number|Long|null;
              name?: string|null;
              attributes?: otlp.KeyValue.$Shape[]|null;
              droppedAttributesCount?: number|null;
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of a Link.
         * @deprecated Use otlp.Span.Link.$Properties instead.
         */
        interface ILink extends otlp.Span.Link.$Properties {
        }

        /** Represents a Link. */
        class Link {

            /**
             * Constructs a new Link.
             * @param [properties] Properties to set
             */
            constructor(properties?: otlp.Span.Link.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Link traceId. */
            traceId: Uint8Array;

            /** Link spanId. */
            spanId: Uint8Array;

            /** Link traceState. */
            traceState: string;

            /** Link attributes. */
            attributes: otlp.KeyValue.$Properties[];

            /** Link droppedAttributesCount. */
            droppedAttributesCount: number;

            /** Link flags. */
            flags: number;

            /**
             * Encodes the specified Link message. Does not implicitly {@link otlp.Span.Link.verify|verify} messages.
             * @param message Link message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: otlp.Span.Link.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Link message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {otlp.Span.Link & otlp.Span.Link.$Shape} Link
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): otlp.Span.Link & otlp.Span.Link.$Shape;

            /**
             * Creates a Link message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Link
             */
            static fromObject(object: { [k: string]: any }): otlp.Span.Link;

            /**
             * Creates a plain object from a Link message. Also converts values to other types if specified.
             * @param message Link
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: otlp.Span.Link, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Link to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Link {

            /** Properties of a Link. */
            interface $Properties {

                /** Link traceId */
                traceId?: (Uint8Array|null);

                /** Link spanId */
                spanId?: (Uint8Array|null);

                /** Link traceState */
                traceState?: (string|null);

                /** Link attributes */
                attributes?: (otlp.KeyValue.$Properties[]|null);

                /** Link droppedAttributesCount */
                droppedAttributesCount?: (number|null);

                /** Link flags */
                flags?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Link. */
            type $Shape = {
              traceId?: Uint8Array|null;
              spanId?: Uint8Array|null;
              traceState?: string|null;
              attributes?: otlp.KeyValue.$Shape[]|null;
              droppedAttributesCount?: number|null;
              flags?: number|null;
              $unknowns?: Uint8Array[];
            };
        }
    }

    /**
     * Properties of a Status.
     * @deprecated Use otlp.Status.$Properties instead.
     */
    interface IStatus extends otlp.Status.$Properties {
    }

    /** Represents a Status. */
    class Status {

        /**
         * Constructs a new Status.
         * @param [properties] Properties to set
         */
        constructor(properties?: otlp.Status.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Status message. */
        message: string;

        /** Status code. */
        code: otlp.Status.StatusCode;

        /**
         * Encodes the specified Status message. Does not implicitly {@link otlp.Status.verify|verify} messages.
         * @param message Status message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: otlp.Status.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Status message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {otlp.Status & otlp.Status.$Shape} Status
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): otlp.Status & otlp.Status.$Shape;

        /**
         * Creates a Status message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Status
         */
        static fromObject(object: { [k: string]: any }): otlp.Status;

        /**
         * Creates a plain object from a Status message. Also converts values to other types if specified.
         * @param message Status
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: otlp.Status, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Status to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace Status {

        /** Properties of a Status. */
        interface $Properties {

            /** Status message */
            message?: (string|null);

            /** Status code */
            code?: (otlp.Status.StatusCode|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Status. */
        type $Shape = otlp.Status.$Properties;

        /** StatusCode enum. */
        enum StatusCode {

            /** STATUS_CODE_UNSET value */
            STATUS_CODE_UNSET = 0,

            /** STATUS_CODE_OK value */
            STATUS_CODE_OK = 1,

            /** STATUS_CODE_ERROR value */
            STATUS_CODE_ERROR = 2
        }
    }

    /**
     * Properties of an ExportTraceServiceResponse.
     * @deprecated Use otlp.ExportTraceServiceResponse.$Properties instead.
     */
    interface IExportTraceServiceResponse extends otlp.ExportTraceServiceResponse.$Properties {
    }

    /** Represents an ExportTraceServiceResponse. */
    class ExportTraceServiceResponse {

        /**
         * Constructs a new ExportTraceServiceResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: otlp.ExportTraceServiceResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ExportTraceServiceResponse partialSuccess. */
        partialSuccess?: (otlp.ExportTracePartialSuccess.$Properties|null);

        /**
         * Encodes the specified ExportTraceServiceResponse message. Does not implicitly {@link otlp.ExportTraceServiceResponse.verify|verify} messages.
         * @param message ExportTraceServiceResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: otlp.ExportTraceServiceResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an ExportTraceServiceResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {otlp.ExportTraceServiceResponse & otlp.ExportTraceServiceResponse.$Shape} ExportTraceServiceResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): otlp.ExportTraceServiceResponse & otlp.ExportTraceServiceResponse.$Shape;

        /**
         * Creates an ExportTraceServiceResponse message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ExportTraceServiceResponse
         */
        static fromObject(object: { [k: string]: any }): otlp.ExportTraceServiceResponse;

        /**
         * Creates a plain object from an ExportTraceServiceResponse message. Also converts values to other types if specified.
         * @param message ExportTraceServiceResponse
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: otlp.ExportTraceServiceResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ExportTraceServiceResponse to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ExportTraceServiceResponse {

        /** Properties of an ExportTraceServiceResponse. */
        interface $Properties {

            /** ExportTraceServiceResponse partialSuccess */
            partialSuccess?: (otlp.ExportTracePartialSuccess.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an ExportTraceServiceResponse. */
        type $Shape = otlp.ExportTraceServiceResponse.$Properties;
    }

    /**
     * Properties of an ExportTracePartialSuccess.
     * @deprecated Use otlp.ExportTracePartialSuccess.$Properties instead.
     */
    interface IExportTracePartialSuccess extends otlp.ExportTracePartialSuccess.$Properties {
    }

    /** Represents an ExportTracePartialSuccess. */
    class ExportTracePartialSuccess {

        /**
         * Constructs a new ExportTracePartialSuccess.
         * @param [properties] Properties to set
         */
        constructor(properties?: otlp.ExportTracePartialSuccess.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ExportTracePartialSuccess rejectedSpans. */
        rejectedSpans: (number|Long);

        /** ExportTracePartialSuccess errorMessage. */
        errorMessage: string;

        /**
         * Encodes the specified ExportTracePartialSuccess message. Does not implicitly {@link otlp.ExportTracePartialSuccess.verify|verify} messages.
         * @param message ExportTracePartialSuccess message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: otlp.ExportTracePartialSuccess.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an ExportTracePartialSuccess message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {otlp.ExportTracePartialSuccess & otlp.ExportTracePartialSuccess.$Shape} ExportTracePartialSuccess
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): otlp.ExportTracePartialSuccess & otlp.ExportTracePartialSuccess.$Shape;

        /**
         * Creates an ExportTracePartialSuccess message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ExportTracePartialSuccess
         */
        static fromObject(object: { [k: string]: any }): otlp.ExportTracePartialSuccess;

        /**
         * Creates a plain object from an ExportTracePartialSuccess message. Also converts values to other types if specified.
         * @param message ExportTracePartialSuccess
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: otlp.ExportTracePartialSuccess, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ExportTracePartialSuccess to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ExportTracePartialSuccess {

        /** Properties of an ExportTracePartialSuccess. */
        interface $Properties {

            /** ExportTracePartialSuccess rejectedSpans */
            rejectedSpans?: (number|Long|null);

            /** ExportTracePartialSuccess errorMessage */
            errorMessage?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an ExportTracePartialSuccess. */
        type $Shape = otlp.ExportTracePartialSuccess.$Properties;
    }

    /**
     * Properties of an AnyValue.
     * @deprecated Use otlp.AnyValue.$Properties instead.
     */
    interface IAnyValue extends otlp.AnyValue.$Properties {
    }

    /** Represents an AnyValue. */
    class AnyValue {

        /**
         * Constructs a new AnyValue.
         * @param [properties] Properties to set
         */
        constructor(properties?: otlp.AnyValue.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** AnyValue stringValue. */
        stringValue?: (string|null);

        /** AnyValue boolValue. */
        boolValue?: (boolean|null);

        /** AnyValue intValue. */
        intValue?: (number|Long|null);

        /** AnyValue doubleValue. */
        doubleValue?: (number|null);

        /** AnyValue arrayValue. */
        arrayValue?: (otlp.ArrayValue.$Properties|null);

        /** AnyValue kvlistValue. */
        kvlistValue?: (otlp.KeyValueList.$Properties|null);

        /** AnyValue bytesValue. */
        bytesValue?: (Uint8Array|null);

        /** AnyValue value. */
        value?: ("stringValue"|"boolValue"|"intValue"|"doubleValue"|"arrayValue"|"kvlistValue"|"bytesValue");

        /**
         * Encodes the specified AnyValue message. Does not implicitly {@link otlp.AnyValue.verify|verify} messages.
         * @param message AnyValue message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: otlp.AnyValue.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an AnyValue message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {otlp.AnyValue & otlp.AnyValue.$Shape} AnyValue
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): otlp.AnyValue & otlp.AnyValue.$Shape;

        /**
         * Creates an AnyValue message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns AnyValue
         */
        static fromObject(object: { [k: string]: any }): otlp.AnyValue;

        /**
         * Creates a plain object from an AnyValue message. Also converts values to other types if specified.
         * @param message AnyValue
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: otlp.AnyValue, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this AnyValue to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace AnyValue {

        /** Properties of an AnyValue. */
        interface $Properties {

            /** AnyValue stringValue */
            stringValue?: (string|null);

            /** AnyValue boolValue */
            boolValue?: (boolean|null);

            /** AnyValue intValue */
            intValue?: (number|Long|null);

            /** AnyValue doubleValue */
            doubleValue?: (number|null);

            /** AnyValue arrayValue */
            arrayValue?: (otlp.ArrayValue.$Properties|null);

            /** AnyValue kvlistValue */
            kvlistValue?: (otlp.KeyValueList.$Properties|null);

            /** AnyValue bytesValue */
            bytesValue?: (Uint8Array|null);

            /** AnyValue value */
            value?: ("stringValue"|"boolValue"|"intValue"|"doubleValue"|"arrayValue"|"kvlistValue"|"bytesValue");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of an AnyValue. */
        type $Shape = {
          stringValue?: string|null;
          boolValue?: boolean|null;
          intValue?: number|Long|null;
          doubleValue?: number|null;
          arrayValue?: otlp.ArrayValue.$Shape|null;
          kvlistValue?: otlp.KeyValueList.$Shape|null;
          bytesValue?: Uint8Array|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ value?: undefined; stringValue?: null; boolValue?: null; intValue?: null; doubleValue?: null; arrayValue?: null; kvlistValue?: null; bytesValue?: null }|{ value?: "stringValue"; stringValue: string; boolValue?: null; intValue?: null; doubleValue?: null; arrayValue?: null; kvlistValue?: null; bytesValue?: null }|{ value?: "boolValue"; stringValue?: null; boolValue: boolean; intValue?: null; doubleValue?: null; arrayValue?: null; kvlistValue?: null; bytesValue?: null }|{ value?: "intValue"; stringValue?: null; boolValue?: null; intValue: number|Long; doubleValue?: null; arrayValue?: null; kvlistValue?: null; bytesValue?: null }|{ value?: "doubleValue"; stringValue?: null; boolValue?: null; intValue?: null; doubleValue: number; arrayValue?: null; kvlistValue?: null; bytesValue?: null }|{ value?: "arrayValue"; stringValue?: null; boolValue?: null; intValue?: null; doubleValue?: null; arrayValue: otlp.ArrayValue.$Shape; kvlistValue?: null; bytesValue?: null }|{ value?: "kvlistValue"; stringValue?: null; boolValue?: null; intValue?: null; doubleValue?: null; arrayValue?: null; kvlistValue: otlp.KeyValueList.$Shape; bytesValue?: null }|{ value?: "bytesValue"; stringValue?: null; boolValue?: null; intValue?: null; doubleValue?: null; arrayValue?: null; kvlistValue?: null; bytesValue: Uint8Array })
        );
    }

    /**
     * Properties of an ArrayValue.
     * @deprecated Use otlp.ArrayValue.$Properties instead.
     */
    interface IArrayValue extends otlp.ArrayValue.$Properties {
    }

    /** Represents an ArrayValue. */
    class ArrayValue {

        /**
         * Constructs a new ArrayValue.
         * @param [properties] Properties to set
         */
        constructor(properties?: otlp.ArrayValue.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ArrayValue values. */
        values: otlp.AnyValue.$Properties[];

        /**
         * Encodes the specified ArrayValue message. Does not implicitly {@link otlp.ArrayValue.verify|verify} messages.
         * @param message ArrayValue message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: otlp.ArrayValue.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an ArrayValue message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {otlp.ArrayValue & otlp.ArrayValue.$Shape} ArrayValue
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): otlp.ArrayValue & otlp.ArrayValue.$Shape;

        /**
         * Creates an ArrayValue message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ArrayValue
         */
        static fromObject(object: { [k: string]: any }): otlp.ArrayValue;

        /**
         * Creates a plain object from an ArrayValue message. Also converts values to other types if specified.
         * @param message ArrayValue
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: otlp.ArrayValue, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ArrayValue to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ArrayValue {

        /** Properties of an ArrayValue. */
        interface $Properties {

            /** ArrayValue values */
            values?: (otlp.AnyValue.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an ArrayValue. */
        type $Shape = {
          values?: otlp.AnyValue.$Shape[]|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a KeyValueList.
     * @deprecated Use otlp.KeyValueList.$Properties instead.
     */
    interface IKeyValueList extends otlp.KeyValueList.$Properties {
    }

    /** Represents a KeyValueList. */
    class KeyValueList {

        /**
         * Constructs a new KeyValueList.
         * @param [properties] Properties to set
         */
        constructor(properties?: otlp.KeyValueList.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** KeyValueList values. */
        values: otlp.KeyValue.$Properties[];

        /**
         * Encodes the specified KeyValueList message. Does not implicitly {@link otlp.KeyValueList.verify|verify} messages.
         * @param message KeyValueList message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: otlp.KeyValueList.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a KeyValueList message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {otlp.KeyValueList & otlp.KeyValueList.$Shape} KeyValueList
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): otlp.KeyValueList & otlp.KeyValueList.$Shape;

        /**
         * Creates a KeyValueList message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns KeyValueList
         */
        static fromObject(object: { [k: string]: any }): otlp.KeyValueList;

        /**
         * Creates a plain object from a KeyValueList message. Also converts values to other types if specified.
         * @param message KeyValueList
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: otlp.KeyValueList, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this KeyValueList to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace KeyValueList {

        /** Properties of a KeyValueList. */
        interface $Properties {

            /** KeyValueList values */
            values?: (otlp.KeyValue.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a KeyValueList. */
        type $Shape = {
          values?: otlp.KeyValue.$Shape[]|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a KeyValue.
     * @deprecated Use otlp.KeyValue.$Properties instead.
     */
    interface IKeyValue extends otlp.KeyValue.$Properties {
    }

    /** Represents a KeyValue. */
    class KeyValue {

        /**
         * Constructs a new KeyValue.
         * @param [properties] Properties to set
         */
        constructor(properties?: otlp.KeyValue.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** KeyValue key. */
        key: string;

        /** KeyValue value. */
        value?: (otlp.AnyValue.$Properties|null);

        /**
         * Encodes the specified KeyValue message. Does not implicitly {@link otlp.KeyValue.verify|verify} messages.
         * @param message KeyValue message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: otlp.KeyValue.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a KeyValue message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {otlp.KeyValue & otlp.KeyValue.$Shape} KeyValue
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): otlp.KeyValue & otlp.KeyValue.$Shape;

        /**
         * Creates a KeyValue message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns KeyValue
         */
        static fromObject(object: { [k: string]: any }): otlp.KeyValue;

        /**
         * Creates a plain object from a KeyValue message. Also converts values to other types if specified.
         * @param message KeyValue
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: otlp.KeyValue, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this KeyValue to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace KeyValue {

        /** Properties of a KeyValue. */
        interface $Properties {

            /** KeyValue key */
            key?: (string|null);

            /** KeyValue value */
            value?: (otlp.AnyValue.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a KeyValue. */
        type $Shape = {
          key?: string|null;
          value?: otlp.AnyValue.$Shape|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of an InstrumentationScope.
     * @deprecated Use otlp.InstrumentationScope.$Properties instead.
     */
    interface IInstrumentationScope extends otlp.InstrumentationScope.$Properties {
    }

    /** Represents an InstrumentationScope. */
    class InstrumentationScope {

        /**
         * Constructs a new InstrumentationScope.
         * @param [properties] Properties to set
         */
        constructor(properties?: otlp.InstrumentationScope.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** InstrumentationScope name. */
        name: string;

        /** InstrumentationScope version. */
        version: string;

        /** InstrumentationScope attributes. */
        attributes: otlp.KeyValue.$Properties[];

        /** InstrumentationScope droppedAttributesCount. */
        droppedAttributesCount: number;

        /**
         * Encodes the specified InstrumentationScope message. Does not implicitly {@link otlp.InstrumentationScope.verify|verify} messages.
         * @param message InstrumentationScope message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: otlp.InstrumentationScope.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an InstrumentationScope message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {otlp.InstrumentationScope & otlp.InstrumentationScope.$Shape} InstrumentationScope
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): otlp.InstrumentationScope & otlp.InstrumentationScope.$Shape;

        /**
         * Creates an InstrumentationScope message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns InstrumentationScope
         */
        static fromObject(object: { [k: string]: any }): otlp.InstrumentationScope;

        /**
         * Creates a plain object from an InstrumentationScope message. Also converts values to other types if specified.
         * @param message InstrumentationScope
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: otlp.InstrumentationScope, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this InstrumentationScope to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace InstrumentationScope {

        /** Properties of an InstrumentationScope. */
        interface $Properties {

            /** InstrumentationScope name */
            name?: (string|null);

            /** InstrumentationScope version */
            version?: (string|null);

            /** InstrumentationScope attributes */
            attributes?: (otlp.KeyValue.$Properties[]|null);

            /** InstrumentationScope droppedAttributesCount */
            droppedAttributesCount?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an InstrumentationScope. */
        type $Shape = {
          name?: string|null;
          version?: string|null;
          attributes?: otlp.KeyValue.$Shape[]|null;
          droppedAttributesCount?: number|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of an EntityRef.
     * @deprecated Use otlp.EntityRef.$Properties instead.
     */
    interface IEntityRef extends otlp.EntityRef.$Properties {
    }

    /** Represents an EntityRef. */
    class EntityRef {

        /**
         * Constructs a new EntityRef.
         * @param [properties] Properties to set
         */
        constructor(properties?: otlp.EntityRef.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** EntityRef schemaUrl. */
        schemaUrl: string;

        /** EntityRef type. */
        type: string;

        /** EntityRef idKeys. */
        idKeys: string[];

        /** EntityRef descriptionKeys. */
        descriptionKeys: string[];

        /**
         * Encodes the specified EntityRef message. Does not implicitly {@link otlp.EntityRef.verify|verify} messages.
         * @param message EntityRef message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: otlp.EntityRef.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an EntityRef message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {otlp.EntityRef & otlp.EntityRef.$Shape} EntityRef
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): otlp.EntityRef & otlp.EntityRef.$Shape;

        /**
         * Creates an EntityRef message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns EntityRef
         */
        static fromObject(object: { [k: string]: any }): otlp.EntityRef;

        /**
         * Creates a plain object from an EntityRef message. Also converts values to other types if specified.
         * @param message EntityRef
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: otlp.EntityRef, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this EntityRef to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace EntityRef {

        /** Properties of an EntityRef. */
        interface $Properties {

            /** EntityRef schemaUrl */
            schemaUrl?: (string|null);

            /** EntityRef type */
            type?: (string|null);

            /** EntityRef idKeys */
            idKeys?: (string[]|null);

            /** EntityRef descriptionKeys */
            descriptionKeys?: (string[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an EntityRef. */
        type $Shape = otlp.EntityRef.$Properties;
    }

    /**
     * Properties of a Resource.
     * @deprecated Use otlp.Resource.$Properties instead.
     */
    interface IResource extends otlp.Resource.$Properties {
    }

    /** Represents a Resource. */
    class Resource {

        /**
         * Constructs a new Resource.
         * @param [properties] Properties to set
         */
        constructor(properties?: otlp.Resource.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Resource attributes. */
        attributes: otlp.KeyValue.$Properties[];

        /** Resource droppedAttributesCount. */
        droppedAttributesCount: number;

        /** Resource entityRefs. */
        entityRefs: otlp.EntityRef.$Properties[];

        /**
         * Encodes the specified Resource message. Does not implicitly {@link otlp.Resource.verify|verify} messages.
         * @param message Resource message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: otlp.Resource.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Resource message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {otlp.Resource & otlp.Resource.$Shape} Resource
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): otlp.Resource & otlp.Resource.$Shape;

        /**
         * Creates a Resource message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Resource
         */
        static fromObject(object: { [k: string]: any }): otlp.Resource;

        /**
         * Creates a plain object from a Resource message. Also converts values to other types if specified.
         * @param message Resource
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: otlp.Resource, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Resource to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace Resource {

        /** Properties of a Resource. */
        interface $Properties {

            /** Resource attributes */
            attributes?: (otlp.KeyValue.$Properties[]|null);

            /** Resource droppedAttributesCount */
            droppedAttributesCount?: (number|null);

            /** Resource entityRefs */
            entityRefs?: (otlp.EntityRef.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Resource. */
        type $Shape = {
          attributes?: otlp.KeyValue.$Shape[]|null;
          droppedAttributesCount?: number|null;
          entityRefs?: otlp.EntityRef.$Shape[]|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of an ExportLogsServiceRequest.
     * @deprecated Use otlp.ExportLogsServiceRequest.$Properties instead.
     */
    interface IExportLogsServiceRequest extends otlp.ExportLogsServiceRequest.$Properties {
    }

    /** Represents an ExportLogsServiceRequest. */
    class ExportLogsServiceRequest {

        /**
         * Constructs a new ExportLogsServiceRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: otlp.ExportLogsServiceRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ExportLogsServiceRequest resourceLogs. */
        resourceLogs: otlp.ResourceLogs.$Properties[];

        /**
         * Encodes the specified ExportLogsServiceRequest message. Does not implicitly {@link otlp.ExportLogsServiceRequest.verify|verify} messages.
         * @param message ExportLogsServiceRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: otlp.ExportLogsServiceRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an ExportLogsServiceRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {otlp.ExportLogsServiceRequest & otlp.ExportLogsServiceRequest.$Shape} ExportLogsServiceRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): otlp.ExportLogsServiceRequest & otlp.ExportLogsServiceRequest.$Shape;

        /**
         * Creates an ExportLogsServiceRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ExportLogsServiceRequest
         */
        static fromObject(object: { [k: string]: any }): otlp.ExportLogsServiceRequest;

        /**
         * Creates a plain object from an ExportLogsServiceRequest message. Also converts values to other types if specified.
         * @param message ExportLogsServiceRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: otlp.ExportLogsServiceRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ExportLogsServiceRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ExportLogsServiceRequest {

        /** Properties of an ExportLogsServiceRequest. */
        interface $Properties {

            /** ExportLogsServiceRequest resourceLogs */
            resourceLogs?: (otlp.ResourceLogs.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an ExportLogsServiceRequest. */
        type $Shape = {
          resourceLogs?: otlp.ResourceLogs.$Shape[]|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a ResourceLogs.
     * @deprecated Use otlp.ResourceLogs.$Properties instead.
     */
    interface IResourceLogs extends otlp.ResourceLogs.$Properties {
    }

    /** Represents a ResourceLogs. */
    class ResourceLogs {

        /**
         * Constructs a new ResourceLogs.
         * @param [properties] Properties to set
         */
        constructor(properties?: otlp.ResourceLogs.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ResourceLogs resource. */
        resource?: (otlp.Resource.$Properties|null);

        /** ResourceLogs scopeLogs. */
        scopeLogs: otlp.ScopeLogs.$Properties[];

        /** ResourceLogs schemaUrl. */
        schemaUrl: string;

        /**
         * Encodes the specified ResourceLogs message. Does not implicitly {@link otlp.ResourceLogs.verify|verify} messages.
         * @param message ResourceLogs message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: otlp.ResourceLogs.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ResourceLogs message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {otlp.ResourceLogs & otlp.ResourceLogs.$Shape} ResourceLogs
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): otlp.ResourceLogs & otlp.ResourceLogs.$Shape;

        /**
         * Creates a ResourceLogs message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ResourceLogs
         */
        static fromObject(object: { [k: string]: any }): otlp.ResourceLogs;

        /**
         * Creates a plain object from a ResourceLogs message. Also converts values to other types if specified.
         * @param message ResourceLogs
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: otlp.ResourceLogs, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ResourceLogs to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ResourceLogs {

        /** Properties of a ResourceLogs. */
        interface $Properties {

            /** ResourceLogs resource */
            resource?: (otlp.Resource.$Properties|null);

            /** ResourceLogs scopeLogs */
            scopeLogs?: (otlp.ScopeLogs.$Properties[]|null);

            /** ResourceLogs schemaUrl */
            schemaUrl?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ResourceLogs. */
        type $Shape = {
          resource?: otlp.Resource.$Shape|null;
          scopeLogs?: otlp.ScopeLogs.$Shape[]|null;
          schemaUrl?: string|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a ScopeLogs.
     * @deprecated Use otlp.ScopeLogs.$Properties instead.
     */
    interface IScopeLogs extends otlp.ScopeLogs.$Properties {
    }

    /** Represents a ScopeLogs. */
    class ScopeLogs {

        /**
         * Constructs a new ScopeLogs.
         * @param [properties] Properties to set
         */
        constructor(properties?: otlp.ScopeLogs.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ScopeLogs scope. */
        scope?: (otlp.InstrumentationScope.$Properties|null);

        /** ScopeLogs logRecords. */
        logRecords: otlp.LogRecord.$Properties[];

        /** ScopeLogs schemaUrl. */
        schemaUrl: string;

        /**
         * Encodes the specified ScopeLogs message. Does not implicitly {@link otlp.ScopeLogs.verify|verify} messages.
         * @param message ScopeLogs message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: otlp.ScopeLogs.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ScopeLogs message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {otlp.ScopeLogs & otlp.ScopeLogs.$Shape} ScopeLogs
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): otlp.ScopeLogs & otlp.ScopeLogs.$Shape;

        /**
         * Creates a ScopeLogs message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ScopeLogs
         */
        static fromObject(object: { [k: string]: any }): otlp.ScopeLogs;

        /**
         * Creates a plain object from a ScopeLogs message. Also converts values to other types if specified.
         * @param message ScopeLogs
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: otlp.ScopeLogs, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ScopeLogs to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ScopeLogs {

        /** Properties of a ScopeLogs. */
        interface $Properties {

            /** ScopeLogs scope */
            scope?: (otlp.InstrumentationScope.$Properties|null);

            /** ScopeLogs logRecords */
            logRecords?: (otlp.LogRecord.$Properties[]|null);

            /** ScopeLogs schemaUrl */
            schemaUrl?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ScopeLogs. */
        type $Shape = {
          scope?: otlp.InstrumentationScope.$Shape|null;
          logRecords?: otlp.LogRecord.$Shape[]|null;
          schemaUrl?: string|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a LogRecord.
     * @deprecated Use otlp.LogRecord.$Properties instead.
     */
    interface ILogRecord extends otlp.LogRecord.$Properties {
    }

    /** Represents a LogRecord. */
    class LogRecord {

        /**
         * Constructs a new LogRecord.
         * @param [properties] Properties to set
         */
        constructor(properties?: otlp.LogRecord.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** LogRecord timeUnixNano. */
        timeUnixNano: (number|Long);

        /** LogRecord severityNumber. */
        severityNumber: number;

        /** LogRecord severityText. */
        severityText: string;

        /** LogRecord body. */
        body?: (otlp.AnyValue.$Properties|null);

        /** LogRecord attributes. */
        attributes: otlp.KeyValue.$Properties[];

        /** LogRecord droppedAttributesCount. */
        droppedAttributesCount: number;

        /** LogRecord flags. */
        flags: number;

        /** LogRecord traceId. */
        traceId: Uint8Array;

        /** LogRecord spanId. */
        spanId: Uint8Array;

        /** LogRecord observedTimeUnixNano. */
        observedTimeUnixNano: (number|Long);

        /** LogRecord eventName. */
        eventName: string;

        /**
         * Encodes the specified LogRecord message. Does not implicitly {@link otlp.LogRecord.verify|verify} messages.
         * @param message LogRecord message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: otlp.LogRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a LogRecord message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {otlp.LogRecord & otlp.LogRecord.$Shape} LogRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): otlp.LogRecord & otlp.LogRecord.$Shape;

        /**
         * Creates a LogRecord message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns LogRecord
         */
        static fromObject(object: { [k: string]: any }): otlp.LogRecord;

        /**
         * Creates a plain object from a LogRecord message. Also converts values to other types if specified.
         * @param message LogRecord
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: otlp.LogRecord, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this LogRecord to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace LogRecord {

        /** Properties of a LogRecord. */
        interface $Properties {

            /** LogRecord timeUnixNano */
            timeUnixNano?: (number|Long|null);

            /** LogRecord severityNumber */
            severityNumber?: (number|null);

            /** LogRecord severityText */
            severityText?: (string|null);

            /** LogRecord body */
            body?: (otlp.AnyValue.$Properties|null);

            /** LogRecord attributes */
            attributes?: (otlp.KeyValue.$Properties[]|null);

            /** LogRecord droppedAttributesCount */
            droppedAttributesCount?: (number|null);

            /** LogRecord flags */
            flags?: (number|null);

            /** LogRecord traceId */
            traceId?: (Uint8Array|null);

            /** LogRecord spanId */
            spanId?: (Uint8Array|null);

            /** LogRecord observedTimeUnixNano */
            observedTimeUnixNano?: (number|Long|null);

            /** LogRecord eventName */
            eventName?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a LogRecord. */
        type $Shape = {
          timeUnixNano?: number|Long|null;
          severityNumber?: number|null;
          severityText?: string|null;
          body?: otlp.AnyValue.$Shape|null;
          attributes?: otlp.KeyValue.$Shape[]|null;
          droppedAttributesCount?: number|null;
          flags?: number|null;
          traceId?: Uint8Array|null;
          spanId?: Uint8Array|null;
          observedTimeUnixNano?: number|Long|null;
          eventName?: string|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of an ExportLogsServiceResponse.
     * @deprecated Use otlp.ExportLogsServiceResponse.$Properties instead.
     */
    interface IExportLogsServiceResponse extends otlp.ExportLogsServiceResponse.$Properties {
    }

    /** Represents an ExportLogsServiceResponse. */
    class ExportLogsServiceResponse {

        /**
         * Constructs a new ExportLogsServiceResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: otlp.ExportLogsServiceResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ExportLogsServiceResponse partialSuccess. */
        partialSuccess?: (otlp.ExportLogsPartialSuccess.$Properties|null);

        /**
         * Encodes the specified ExportLogsServiceResponse message. Does not implicitly {@link otlp.ExportLogsServiceResponse.verify|verify} messages.
         * @param message ExportLogsServiceResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: otlp.ExportLogsServiceResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an ExportLogsServiceResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {otlp.ExportLogsServiceResponse & otlp.ExportLogsServiceResponse.$Shape} ExportLogsServiceResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): otlp.ExportLogsServiceResponse & otlp.ExportLogsServiceResponse.$Shape;

        /**
         * Creates an ExportLogsServiceResponse message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ExportLogsServiceResponse
         */
        static fromObject(object: { [k: string]: any }): otlp.ExportLogsServiceResponse;

        /**
         * Creates a plain object from an ExportLogsServiceResponse message. Also converts values to other types if specified.
         * @param message ExportLogsServiceResponse
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: otlp.ExportLogsServiceResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ExportLogsServiceResponse to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ExportLogsServiceResponse {

        /** Properties of an ExportLogsServiceResponse. */
        interface $Properties {

            /** ExportLogsServiceResponse partialSuccess */
            partialSuccess?: (otlp.ExportLogsPartialSuccess.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an ExportLogsServiceResponse. */
        type $Shape = otlp.ExportLogsServiceResponse.$Properties;
    }

    /**
     * Properties of an ExportLogsPartialSuccess.
     * @deprecated Use otlp.ExportLogsPartialSuccess.$Properties instead.
     */
    interface IExportLogsPartialSuccess extends otlp.ExportLogsPartialSuccess.$Properties {
    }

    /** Represents an ExportLogsPartialSuccess. */
    class ExportLogsPartialSuccess {

        /**
         * Constructs a new ExportLogsPartialSuccess.
         * @param [properties] Properties to set
         */
        constructor(properties?: otlp.ExportLogsPartialSuccess.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ExportLogsPartialSuccess rejectedLogRecords. */
        rejectedLogRecords: (number|Long);

        /** ExportLogsPartialSuccess errorMessage. */
        errorMessage: string;

        /**
         * Encodes the specified ExportLogsPartialSuccess message. Does not implicitly {@link otlp.ExportLogsPartialSuccess.verify|verify} messages.
         * @param message ExportLogsPartialSuccess message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: otlp.ExportLogsPartialSuccess.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an ExportLogsPartialSuccess message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {otlp.ExportLogsPartialSuccess & otlp.ExportLogsPartialSuccess.$Shape} ExportLogsPartialSuccess
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): otlp.ExportLogsPartialSuccess & otlp.ExportLogsPartialSuccess.$Shape;

        /**
         * Creates an ExportLogsPartialSuccess message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ExportLogsPartialSuccess
         */
        static fromObject(object: { [k: string]: any }): otlp.ExportLogsPartialSuccess;

        /**
         * Creates a plain object from an ExportLogsPartialSuccess message. Also converts values to other types if specified.
         * @param message ExportLogsPartialSuccess
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: otlp.ExportLogsPartialSuccess, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ExportLogsPartialSuccess to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ExportLogsPartialSuccess {

        /** Properties of an ExportLogsPartialSuccess. */
        interface $Properties {

            /** ExportLogsPartialSuccess rejectedLogRecords */
            rejectedLogRecords?: (number|Long|null);

            /** ExportLogsPartialSuccess errorMessage */
            errorMessage?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an ExportLogsPartialSuccess. */
        type $Shape = otlp.ExportLogsPartialSuccess.$Properties;
    }

    /**
     * Properties of an ExportMetricsServiceResponse.
     * @deprecated Use otlp.ExportMetricsServiceResponse.$Properties instead.
     */
    interface IExportMetricsServiceResponse extends otlp.ExportMetricsServiceResponse.$Properties {
    }

    /** Represents an ExportMetricsServiceResponse. */
    class ExportMetricsServiceResponse {

        /**
         * Constructs a new ExportMetricsServiceResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: otlp.ExportMetricsServiceResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ExportMetricsServiceResponse partialSuccess. */
        partialSuccess?: (otlp.ExportMetricsPartialSuccess.$Properties|null);

        /**
         * Encodes the specified ExportMetricsServiceResponse message. Does not implicitly {@link otlp.ExportMetricsServiceResponse.verify|verify} messages.
         * @param message ExportMetricsServiceResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: otlp.ExportMetricsServiceResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an ExportMetricsServiceResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {otlp.ExportMetricsServiceResponse & otlp.ExportMetricsServiceResponse.$Shape} ExportMetricsServiceResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): otlp.ExportMetricsServiceResponse & otlp.ExportMetricsServiceResponse.$Shape;

        /**
         * Creates an ExportMetricsServiceResponse message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ExportMetricsServiceResponse
         */
        static fromObject(object: { [k: string]: any }): otlp.ExportMetricsServiceResponse;

        /**
         * Creates a plain object from an ExportMetricsServiceResponse message. Also converts values to other types if specified.
         * @param message ExportMetricsServiceResponse
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: otlp.ExportMetricsServiceResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ExportMetricsServiceResponse to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ExportMetricsServiceResponse {

        /** Properties of an ExportMetricsServiceResponse. */
        interface $Properties {

            /** ExportMetricsServiceResponse partialSuccess */
            partialSuccess?: (otlp.ExportMetricsPartialSuccess.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an ExportMetricsServiceResponse. */
        type $Shape = otlp.ExportMetricsServiceResponse.$Properties;
    }

    /**
     * Properties of an ExportMetricsPartialSuccess.
     * @deprecated Use otlp.ExportMetricsPartialSuccess.$Properties instead.
     */
    interface IExportMetricsPartialSuccess extends otlp.ExportMetricsPartialSuccess.$Properties {
    }

    /** Represents an ExportMetricsPartialSuccess. */
    class ExportMetricsPartialSuccess {

        /**
         * Constructs a new ExportMetricsPartialSuccess.
         * @param [properties] Properties to set
         */
        constructor(properties?: otlp.ExportMetricsPartialSuccess.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ExportMetricsPartialSuccess rejectedDataPoints. */
        rejectedDataPoints: (number|Long);

        /** ExportMetricsPartialSuccess errorMessage. */
        errorMessage: string;

        /**
         * Encodes the specified ExportMetricsPartialSuccess message. Does not implicitly {@link otlp.ExportMetricsPartialSuccess.verify|verify} messages.
         * @param message ExportMetricsPartialSuccess message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: otlp.ExportMetricsPartialSuccess.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an ExportMetricsPartialSuccess message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {otlp.ExportMetricsPartialSuccess & otlp.ExportMetricsPartialSuccess.$Shape} ExportMetricsPartialSuccess
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): otlp.ExportMetricsPartialSuccess & otlp.ExportMetricsPartialSuccess.$Shape;

        /**
         * Creates an ExportMetricsPartialSuccess message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ExportMetricsPartialSuccess
         */
        static fromObject(object: { [k: string]: any }): otlp.ExportMetricsPartialSuccess;

        /**
         * Creates a plain object from an ExportMetricsPartialSuccess message. Also converts values to other types if specified.
         * @param message ExportMetricsPartialSuccess
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: otlp.ExportMetricsPartialSuccess, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ExportMetricsPartialSuccess to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ExportMetricsPartialSuccess {

        /** Properties of an ExportMetricsPartialSuccess. */
        interface $Properties {

            /** ExportMetricsPartialSuccess rejectedDataPoints */
            rejectedDataPoints?: (number|Long|null);

            /** ExportMetricsPartialSuccess errorMessage */
            errorMessage?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an ExportMetricsPartialSuccess. */
        type $Shape = otlp.ExportMetricsPartialSuccess.$Properties;
    }

    /**
     * Properties of a RpcStatus.
     * @deprecated Use otlp.RpcStatus.$Properties instead.
     */
    interface IRpcStatus extends otlp.RpcStatus.$Properties {
    }

    /** Represents a RpcStatus. */
    class RpcStatus {

        /**
         * Constructs a new RpcStatus.
         * @param [properties] Properties to set
         */
        constructor(properties?: otlp.RpcStatus.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RpcStatus code. */
        code: number;

        /** RpcStatus message. */
        message: string;

        /**
         * Encodes the specified RpcStatus message. Does not implicitly {@link otlp.RpcStatus.verify|verify} messages.
         * @param message RpcStatus message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: otlp.RpcStatus.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RpcStatus message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {otlp.RpcStatus & otlp.RpcStatus.$Shape} RpcStatus
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): otlp.RpcStatus & otlp.RpcStatus.$Shape;

        /**
         * Creates a RpcStatus message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns RpcStatus
         */
        static fromObject(object: { [k: string]: any }): otlp.RpcStatus;

        /**
         * Creates a plain object from a RpcStatus message. Also converts values to other types if specified.
         * @param message RpcStatus
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: otlp.RpcStatus, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this RpcStatus to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace RpcStatus {

        /** Properties of a RpcStatus. */
        interface $Properties {

            /** RpcStatus code */
            code?: (number|null);

            /** RpcStatus message */
            message?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RpcStatus. */
        type $Shape = otlp.RpcStatus.$Properties;
    }
}
