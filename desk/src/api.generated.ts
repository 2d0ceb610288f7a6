// Generated from the API's description by `npm run generate`. Do not edit.

export interface paths {
    "/api/invitations/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        token: string;
                    };
                };
            };
            responses: {
                /** @description Whom the link is for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Invitation"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        token: string;
                        password: string;
                    };
                };
            };
            responses: {
                /** @description The password is set; sign in with it */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the member who asks is signed in */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description This session first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["OpenSession"][];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/sessions/{sessionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign out in one place */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    sessionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Ended */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/sessions/end-others": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign out everywhere but here */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Ended */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/proofs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Type the password or a code again, for what asks for a recent proof */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Proof"];
                };
            };
            responses: {
                /** @description Proved */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Everybody who works here */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Member"][];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewMember"];
                };
            };
            responses: {
                /** @description The member, and the link to hand them */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["InvitedMember"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/members/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["MemberChange"];
                };
            };
            responses: {
                /** @description Changed */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        trace?: never;
    };
    "/api/members/{id}/invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A new link to set a password */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["InvitedMember"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/members/{id}/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take the second step off a member who lost phone and codes; they and all owners are told */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Taken off */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Who is signed in, where, and what they may do */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The roles and what each may do */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Role"][];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    subjectKind?: string;
                    subjectId?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Who did what, newest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["AuditLine"][];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organisation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The organisation */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Organisation"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["OrganisationChange"];
                };
            };
            responses: {
                /** @description The organisation as it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Organisation"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/legal-entities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The bodies receipts are written by */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["LegalEntity"][];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewLegalEntity"];
                };
            };
            responses: {
                /** @description The new legal entity */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/legal-entities/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewLegalEntity"];
                };
            };
            responses: {
                /** @description Changed */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/home": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What today asks of the team */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Home"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What would arrive of a message on each channel; nothing is sent or kept */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        text?: string;
                        blocks?: ({
                            /** @enum {string} */
                            type: "file";
                            /** Format: uuid */
                            fileId: string;
                            description: string;
                        } | {
                            /** @enum {string} */
                            type: "location";
                            title: string;
                            address?: string;
                            latitude: number;
                            longitude: number;
                        } | {
                            /** @enum {string} */
                            type: "sticker";
                            kind: string;
                            pack?: string;
                            id: string;
                            words: string;
                        } | {
                            /** @enum {string} */
                            type: "card";
                            title: string;
                            body?: string;
                            picture?: {
                                /** Format: uuid */
                                fileId: string;
                                description: string;
                            };
                            /** @default [] */
                            buttons?: ({
                                /** @enum {string} */
                                type: "link";
                                label: string;
                                /** Format: uri */
                                url: string;
                            } | {
                                /** @enum {string} */
                                type: "call";
                                label: string;
                                phone: string;
                            } | {
                                /** @enum {string} */
                                type: "answer";
                                label: string;
                            })[];
                        })[];
                        quickReplies?: {
                            label: string;
                        }[];
                        kinds?: ("line" | "webchat" | "telegram" | "whatsapp" | "wechat" | "messenger" | "instagram" | "viber" | "slack" | "email")[];
                        /**
                         * @default open
                         * @enum {string}
                         */
                        window?: "open" | "closed";
                        message?: {
                            blocks: ({
                                /** @enum {string} */
                                type: "text";
                                text: string;
                            } | {
                                /** @enum {string} */
                                type: "image";
                                /** Format: uri */
                                url: string;
                                /** Format: uri */
                                previewUrl?: string;
                                description: string;
                            } | {
                                /** @enum {string} */
                                type: "video" | "audio" | "document";
                                /** Format: uri */
                                url: string;
                                description: string;
                                /** Format: uri */
                                previewUrl?: string;
                                fileName?: string;
                                durationMilliseconds?: number;
                            } | {
                                /** @enum {string} */
                                type: "location";
                                title: string;
                                address?: string;
                                latitude: number;
                                longitude: number;
                            } | {
                                /** @enum {string} */
                                type: "sticker";
                                kind: string;
                                pack?: string;
                                id: string;
                                words: string;
                            } | {
                                /** @enum {string} */
                                type: "card";
                                picture?: {
                                    /** Format: uri */
                                    url: string;
                                    description: string;
                                };
                                title: string;
                                body?: string;
                                progress?: {
                                    percent: number;
                                    label: string;
                                };
                                /** @default [] */
                                fields?: {
                                    label: string;
                                    value: string;
                                }[];
                                /** @default [] */
                                buttons?: ({
                                    /** @enum {string} */
                                    type: "postback";
                                    label: string;
                                    payload: string;
                                } | {
                                    /** @enum {string} */
                                    type: "link";
                                    label: string;
                                    /** Format: uri */
                                    url: string;
                                } | {
                                    /** @enum {string} */
                                    type: "call";
                                    label: string;
                                    phone: string;
                                })[];
                            })[];
                            /** @default [] */
                            quickReplies?: {
                                label: string;
                                payload: string;
                            }[];
                            altText?: string;
                            templates?: {
                                kind: string;
                                name: string;
                                language: string;
                                values: {
                                    [key: string]: string;
                                };
                                /** Format: uri */
                                url?: string;
                            }[];
                        };
                    };
                };
            };
            responses: {
                /** @description One for each kind */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["MessagePreview"][];
                            next: null;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/channels/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How every channel account is doing: token, webhook, quota, rate, last error */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description One for each account */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["ChannelHealth"][];
                            next: null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The inbox, newest first */
        get: {
            parameters: {
                query?: {
                    state?: "open" | "waiting" | "resolved";
                    assignee?: "me" | "none";
                    query?: string;
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A page of conversations */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["ConversationItem"][];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One conversation */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The conversation */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Conversation"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A page of the thread, oldest first; `before` is `next` of the newer page */
        get: {
            parameters: {
                query?: {
                    before?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A page of messages */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Message"][];
                            strayReactions: (components["schemas"]["Reaction"] & {
                                id: string;
                            })[];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Answer the person with words, more than words or a template; the same clientKey sends once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        text?: string;
                        blocks?: ({
                            /** @enum {string} */
                            type: "file";
                            /** Format: uuid */
                            fileId: string;
                            description: string;
                        } | {
                            /** @enum {string} */
                            type: "location";
                            title: string;
                            address?: string;
                            latitude: number;
                            longitude: number;
                        } | {
                            /** @enum {string} */
                            type: "sticker";
                            kind: string;
                            pack?: string;
                            id: string;
                            words: string;
                        } | {
                            /** @enum {string} */
                            type: "card";
                            title: string;
                            body?: string;
                            picture?: {
                                /** Format: uuid */
                                fileId: string;
                                description: string;
                            };
                            /** @default [] */
                            buttons?: ({
                                /** @enum {string} */
                                type: "link";
                                label: string;
                                /** Format: uri */
                                url: string;
                            } | {
                                /** @enum {string} */
                                type: "call";
                                label: string;
                                phone: string;
                            } | {
                                /** @enum {string} */
                                type: "answer";
                                label: string;
                            })[];
                        })[];
                        quickReplies?: {
                            label: string;
                        }[];
                        template?: {
                            /** Format: uuid */
                            id: string;
                            values: {
                                [key: string]: string;
                            };
                            /** Format: uri */
                            url?: string;
                        };
                        clientKey: string;
                        /** Format: uuid */
                        seenMessageId?: string;
                    };
                };
            };
            responses: {
                /** @description Queued; null when this key was sent before */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            messageId: string | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write a note only members see; the same clientKey keeps one */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        text: string;
                        clientKey?: string;
                    };
                };
            };
            responses: {
                /** @description Written */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            messageId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{id}/assignee": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Give the conversation to a member, or to nobody */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        memberId: string | null;
                        /** Format: uuid */
                        seenAssigneeId?: string | null;
                    };
                };
            };
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{id}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Open, queue or resolve the conversation */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        state: "open" | "waiting" | "resolved";
                    };
                };
            };
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Everything so far has been read */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messages/{id}/media/{place}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file that came with a message; `size=small` for a picture in a list */
        get: {
            parameters: {
                query?: {
                    size?: "small";
                };
                header?: never;
                path: {
                    id: string;
                    place: number | null;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The file */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": string;
                    };
                };
                /** @description The part that was asked for */
                206: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": string;
                    };
                };
                /** @description As it was */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is no such part */
                416: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/saved-replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The texts the team says again and again, by name */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description All of them */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["SavedReply"][];
                            next: null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Keep a text to be said again */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        texts: {
                            en?: string;
                            it?: string;
                            ja?: string;
                            "zh-Hant"?: string;
                            "zh-Hans"?: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/saved-replies/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say a saved reply otherwise */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        texts: {
                            en?: string;
                            it?: string;
                            ja?: string;
                            "zh-Hant"?: string;
                            "zh-Hans"?: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Changed */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        post?: never;
        /** Take a saved reply away */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Taken away */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sent-files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keep a picture or file to be sent in a message */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "multipart/form-data": {
                        /** Format: binary */
                        file: string;
                    };
                };
            };
            responses: {
                /** @description Kept */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SentFile"];
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Message templates and where they stand, and the channel accounts that have any */
        get: {
            parameters: {
                query?: {
                    channelAccountId?: string;
                    language?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Templates by name */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["MessageTemplate"][];
                            next: string | null;
                            accounts: {
                                /** Format: uuid */
                                id: string;
                                /** @enum {string} */
                                kind: "line" | "webchat" | "telegram" | "whatsapp" | "wechat" | "messenger" | "instagram" | "viber" | "slack" | "email";
                                name: string;
                                tells: boolean;
                                /** Format: date-time */
                                readAt: string | null;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        /** Keep a template copied from a provider that does not tell of its own */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        channelAccountId: string;
                        name: string;
                        language: string;
                        text: string;
                        /** @default false */
                        takesUrl?: boolean;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/templates/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a typed template away */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Taken away */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/channels/{id}/templates/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask the provider how it judges this account’s templates */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description How many it told of */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            count: number;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/deliveries/unknown": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Messages of which nobody knows whether they arrived, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A page of them */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["UnknownDelivery"][];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/deliveries/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Send it once more, take it as arrived, or leave it */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        decision: "again" | "arrived" | "leave";
                    };
                };
            };
            responses: {
                /** @description Settled */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/settings/sending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When and how often people are written to unasked */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The settings as they hold */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SendingSettings"];
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        /** Set quiet hours, and how often one person may be written to */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        quiet: {
                            from: string;
                            until: string;
                        };
                        appeals: {
                            messages: number | null;
                            days: number;
                        };
                        feedback: {
                            messages: number | null;
                            days: number;
                        };
                        /** @enum {string} */
                        whenCapped: "wait" | "skip";
                    };
                };
            };
            responses: {
                /** @description Set */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff-code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether there is a Slack to be known in, and whether I am */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description How it stands */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            isOffered: boolean;
                            isLinked: boolean;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /** A code that tells the team’s Slack who I am: `/riscontro link CODE`; it holds for ten minutes and once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The code, which is not shown again */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffCode"];
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{id}/typing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show the person, where their channel can, that an answer is being written; once every few seconds of it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Shown, or not to be shown there */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Channel accounts, and what each kind needs to be connected */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Channel accounts */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["ChannelAccount"][];
                            next: null;
                            kinds: {
                                /** @enum {string} */
                                kind: "line" | "webchat" | "telegram" | "whatsapp" | "wechat" | "messenger" | "instagram" | "viber" | "slack" | "email";
                                fields: {
                                    name: string;
                                    secret: boolean;
                                    required: boolean;
                                    generated?: boolean;
                                }[];
                                abilities: {
                                    textLimit: number;
                                    windowHours: number | null;
                                    windowMessages: number | null;
                                    memberHours: number | null;
                                    templates: boolean;
                                    ratePerSecond: number;
                                    tellsDelivered: boolean;
                                    tellsRead: boolean;
                                    monthlyQuota: boolean;
                                };
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        /** Connect a channel account */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        kind: "line" | "webchat" | "telegram" | "whatsapp" | "wechat" | "messenger" | "instagram" | "viber" | "slack" | "email";
                        name: string;
                        config: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            responses: {
                /** @description Connected */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/channels/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Rename, pause, resume, reconfigure or price; what is left out stays. A replaced secret is taken for a day more, unless it is leaked */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        /** @enum {string} */
                        state?: "active" | "paused";
                        config?: {
                            [key: string]: unknown;
                        };
                        isLeaked?: boolean;
                        messagePrice?: {
                            minor: string;
                            currency: string;
                        } | null;
                        ratePerSecond?: number | null;
                    };
                };
            };
            responses: {
                /** @description Changed */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        trace?: never;
    };
    "/api/channels/{id}/former-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take the secret before this one no more, from now on */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Stopped */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/channels/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask the provider with this account’s credentials; sends nothing to anybody */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What was found, in the reader’s language */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ok: boolean;
                            words: string;
                            providerWords: string | null;
                            findings: {
                                isRight: boolean;
                                words: string;
                                providerWords: string | null;
                            }[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/channels/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an account does with public comments under its posts */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The rule */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            isOn: boolean;
                            keywords: string[];
                            words: {
                                en?: string;
                                it?: string;
                                ja?: string;
                                "zh-Hant"?: string;
                                "zh-Hans"?: string;
                            };
                        };
                    };
                };
            };
        };
        /** Answer public comments in private, once each, or leave them alone */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        isOn: boolean;
                        keywords: string[];
                        words: {
                            en?: string;
                            it?: string;
                            ja?: string;
                            "zh-Hant"?: string;
                            "zh-Hans"?: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Set */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{id}/address-question": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The letter that asks whether the address is theirs is on its way */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/channels/{id}/menu": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The menus beside the conversation, and whether the provider has them */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The menus */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ChannelMenus"];
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        /** Change a menu and take it to the provider at once; no entries take it away */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @default everyone
                         * @enum {string}
                         */
                        audience?: "everyone" | "donors";
                        title?: string;
                        entries: {
                            label: string;
                            action: {
                                /** @enum {string} */
                                type: "postback";
                                payload: string;
                            } | {
                                /** @enum {string} */
                                type: "link";
                                /** Format: uri */
                                url: string;
                            } | {
                                /** @enum {string} */
                                type: "page";
                            };
                        }[];
                    };
                };
            };
            responses: {
                /** @description The menus, and what the provider made of this one */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ChannelMenus"];
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/person-suggestions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Pairs that may be one person and wait for a member, the newest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["PersonSuggestionItem"][];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{id}/suggestions/{otherId}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    otherId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description One person: the id of the record that stays */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{id}/suggestions/{otherId}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    otherId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Two people, for good */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Requests to be erased that wait for their day, the next first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["ListedErasure"][];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{id}/erasure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ErasureWish"];
                };
            };
            responses: {
                /** @description They are erased in a week, or within minutes */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description They stay */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Every tag somebody bears, and how many do */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TagsInUse"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{id}/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PersonTags"];
                };
            };
            responses: {
                /** @description These tags, and no others */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/rename": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TagRename"];
                };
            };
            responses: {
                /** @description How many people it is called otherwise for; with `merge` it may become one with another tag */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            people: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        tag: string;
                    };
                };
            };
            responses: {
                /** @description How many people it was taken from */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            people: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tag-runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        deed: "give" | "take";
                        tags: string[];
                        sought: {
                            personIds: string[];
                        } | {
                            /** @default  */
                            query?: string;
                            tag?: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tag-runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Tags given to or taken from many, and how far that is */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TagRun"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tag-runs/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What it did is being taken back, and nothing that was done since */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    query?: string;
                    tag?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description People by any part of their name, e-mail or phone, and by a tag, newest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["PersonItem"][];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    query?: string;
                    tag?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description How many people a search finds */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            people: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The person, their chat accounts and consents */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Person"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PersonChange"];
                };
            };
            responses: {
                /** @description Changed */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        trace?: never;
    };
    "/api/people/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Everything between the person and the organisation, newest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["TimelineEntry"][];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{id}/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ConsentWords"];
                };
            };
            responses: {
                /** @description Recorded */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{id}/identities/{identityId}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    identityId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The chat account is theirs now */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every campaign, the newest first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Campaigns */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Campaign"][];
                            next: string | null;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Make a campaign */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        goalMinor: string;
                        /** @default null */
                        capMinor?: string | null;
                        /**
                         * Format: uuid
                         * @default null
                         */
                        overflowCampaignId?: string | null;
                        /** Format: date */
                        startsOn: string;
                        /**
                         * Format: date
                         * @default null
                         */
                        endsOn?: string | null;
                        /** @default null */
                        permitNumber?: string | null;
                        /** @default null */
                        permitAuthority?: string | null;
                        /** @default 0 */
                        programmeShareBasisPoints?: number;
                        minimumSliceMinor?: string;
                        /**
                         * @default queue
                         * @enum {string}
                         */
                        allocationPolicy?: "queue" | "urgency" | "even" | "every_gift";
                        /** @default false */
                        allocatesOnlyFinal?: boolean;
                        /** @default [] */
                        suggestedMinor?: string[];
                        /** @default  */
                        picture?: string;
                        /**
                         * @default draft
                         * @enum {string}
                         */
                        state?: "draft" | "public" | "closed";
                        texts: {
                            en?: {
                                title: string;
                                summary: string;
                                story: string;
                            };
                            it?: {
                                title: string;
                                summary: string;
                                story: string;
                            };
                            ja?: {
                                title: string;
                                summary: string;
                                story: string;
                            };
                            "zh-Hant"?: {
                                title: string;
                                summary: string;
                                story: string;
                            };
                            "zh-Hans"?: {
                                title: string;
                                summary: string;
                                story: string;
                            };
                        };
                        slug: string;
                        /** Format: uuid */
                        fundId: string;
                        /** Format: uuid */
                        legalEntityId: string;
                        currency: string;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One campaign with its QR code */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The campaign */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CampaignDetail"];
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a campaign; fields left out stay */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        goalMinor?: string;
                        capMinor?: string | null;
                        /** Format: uuid */
                        overflowCampaignId?: string | null;
                        /** Format: date */
                        startsOn?: string;
                        /** Format: date */
                        endsOn?: string | null;
                        permitNumber?: string | null;
                        permitAuthority?: string | null;
                        programmeShareBasisPoints?: number;
                        minimumSliceMinor?: string;
                        /** @enum {string} */
                        allocationPolicy?: "queue" | "urgency" | "even" | "every_gift";
                        allocatesOnlyFinal?: boolean;
                        suggestedMinor?: string[];
                        picture?: string;
                        /** @enum {string} */
                        state?: "draft" | "public" | "closed";
                        texts?: {
                            en?: {
                                title: string;
                                summary: string;
                                story: string;
                            };
                            it?: {
                                title: string;
                                summary: string;
                                story: string;
                            };
                            ja?: {
                                title: string;
                                summary: string;
                                story: string;
                            };
                            "zh-Hant"?: {
                                title: string;
                                summary: string;
                                story: string;
                            };
                            "zh-Hans"?: {
                                title: string;
                                summary: string;
                                story: string;
                            };
                        };
                    };
                };
            };
            responses: {
                /** @description Changed */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/funds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every fund */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Funds */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Fund"][];
                            next: string | null;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Make a fund */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
                        name: string;
                        isRestricted: boolean;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payment-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Changes of where money is paid: what waits, and what ended within a week */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Changes */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["PaymentChange"][];
                            next: string | null;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payment-changes/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve what somebody else proposed; it takes effect at once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description In effect */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payment-changes/{id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say no to what somebody else proposed */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Declined */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payment-changes/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back what one proposed oneself */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Withdrawn */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/decline-waves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Waves of refused payments: those that are on, and those of thirty days */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Waves */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["DeclineWave"][];
                            next: string | null;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/decline-waves/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a wave: donors are asked for nothing any more, until as many payments are refused anew */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Ended */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payment-accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Payment accounts, and what each provider asks for */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Payment accounts */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["PaymentAccount"][];
                            next: string | null;
                            providers: components["schemas"]["PaymentProvider"][];
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Connect a payment provider: the first at once, any other when a second member approved it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        provider: "ecpay" | "manual" | "sandbox";
                        name: string;
                        currency: string;
                        config?: unknown;
                        /** @default true */
                        isOffered?: boolean;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
                /** @description It waits for a second person, or, where there is none, for a day */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            changeId: string;
                            /** Format: date-time */
                            takesEffectAt: string | null;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payment-accounts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a payment account; settings left out or empty stay. What moves where money is paid waits for a second member. A replaced secret is taken for a day more, unless it is leaked */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        isOffered?: boolean;
                        config?: {
                            [key: string]: unknown;
                        };
                        isLeaked?: boolean;
                    };
                };
            };
            responses: {
                /** @description It waits for a second person, or, where there is none, for a day */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            changeId: string;
                            /** Format: date-time */
                            takesEffectAt: string | null;
                        };
                    };
                };
                /** @description Changed */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/payment-accounts/{id}/former-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take the secret before this one no more, from now on */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Stopped */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payment-accounts/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask the provider something, to see whether the settings are right */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What came back */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            isWorking: boolean;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gift-intents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Money that is awaited; `query` may be a line of a bank statement */
        get: {
            parameters: {
                query?: {
                    state?: "waiting";
                    query?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Attempts */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["GiftIntent"][];
                            next: string | null;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gift-intents/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm that a transfer arrived; another amount than announced is put aside until decided or confirmed again */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        amountMinor: string;
                        /** Format: date */
                        receivedOn: string;
                        bankReference?: string;
                    };
                };
            };
            responses: {
                /** @description What it came to */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            result: "applied" | "known" | "late" | "simulated" | "ignored" | "quarantined" | "suspense";
                            /** Format: uuid */
                            giftId: string | null;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payment-exceptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Money that waits for a decision */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Exceptions */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["PaymentException"][];
                            next: string | null;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payment-exceptions/{id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide: it is a gift, it went back, or it was nothing */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        kind: "gift";
                        /** Format: uuid */
                        campaignId: string;
                        donorName: string;
                        email?: string;
                        phone?: string;
                        /** @enum {string} */
                        language: "en" | "it" | "ja" | "zh-Hant" | "zh-Hans";
                        /** @default  */
                        note?: string;
                    } | {
                        /** @enum {string} */
                        kind: "returned";
                        note: string;
                    } | {
                        /** @enum {string} */
                        kind: "dismissed";
                        note: string;
                    };
                };
            };
            responses: {
                /** @description Decided */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/receipts/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A receipt as PDF; from the second print on it says DUPLICATE */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    file: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description PDF */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/pdf": string;
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gifts/{id}/receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Issue the receipt of a gift */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/receipts/yearly": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Issue the yearly receipts that are still missing */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        year: number;
                    };
                };
            };
            responses: {
                /** @description Issued */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ids: string[];
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/receipts/{id}/void": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Declare a receipt void, and replace it where asked; its number stays taken */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                        /** @default false */
                        replace?: boolean;
                    };
                };
            };
            responses: {
                /** @description Void */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            replacementId: string | null;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messages/{id}/media/{place}/mandate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** File a picture of a message as a signed mandate: a task for finance */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    place: number | null;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mandates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Filed mandates of one state */
        get: {
            parameters: {
                query?: {
                    state?: "open" | "done" | "declined";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Mandates */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Mandate"][];
                            next: string | null;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mandates/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A filed mandate */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The mandate */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Mandate"];
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mandates/{id}/picture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The picture of a filed mandate */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The picture */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": string;
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mandates/{id}/recurring-gift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a recurring gift of a filed mandate */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        campaignId: string;
                        donorName: string;
                        /** @enum {string} */
                        rhythm: "monthly" | "quarterly" | "yearly";
                        /** Format: date */
                        startsOn: string;
                        dueDay: number;
                        account?: string;
                        amount: {
                            minor: string;
                            currency: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mandates/{id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that a filed picture is no mandate; our copy of it goes */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Declined */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/instalments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Instalments of recurring gifts that are due and have not been seen */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Instalments */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Instalment"][];
                            next: string | null;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recurring-gifts/{id}/instalments/{number}/receive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the gift of an instalment that was seen on the statement */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    number: number | null;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        amountMinor: string;
                        /** Format: date */
                        receivedOn: string;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recurring-gifts/{id}/instalments/{number}/miss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that an instalment did not come and is awaited no more */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    number: number | null;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Awaited no more */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recurring-gifts/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a recurring gift: nothing more is expected of it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Ended */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gifts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Gifts, the newest first */
        get: {
            parameters: {
                query?: {
                    query?: string;
                    campaign?: string;
                    person?: string;
                    from?: string;
                    to?: string;
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Gifts */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Gift"][];
                            next: string | null;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Record a gift that came without the form: cash, post, an unannounced transfer */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        campaignId: string;
                        /** Format: uuid */
                        personId?: string;
                        donorName: string;
                        email?: string;
                        phone?: string;
                        /** Format: date */
                        givenOn: string;
                        /** @default true */
                        isAnonymous?: boolean;
                        /** @enum {string} */
                        publicName?: "anonymous" | "initials" | "named";
                        /**
                         * @default none
                         * @enum {string}
                         */
                        receiptWish?: "each" | "yearly" | "none";
                        receiptName?: string;
                        taxIdentifier?: string;
                        /** @enum {string} */
                        language: "en" | "it" | "ja" | "zh-Hant" | "zh-Hans";
                        amount: {
                            minor: string;
                            currency: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gifts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A gift with its refunds, receipts, trace and place in the log */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The gift */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["GiftDetail"];
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gifts/{id}/public-name": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** How a gift stands in the public list, as its giver asks */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        publicName: "anonymous" | "initials" | "named";
                    };
                };
            };
            responses: {
                /** @description Kept */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gifts/{id}/thanks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Thank once more, by hand */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description On its way */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gifts/{id}/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for money of a gift to be given back; somebody else approves */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        amountMinor: string;
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/refunds/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve a refund somebody else asked for */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Given back in the books */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/refunds/{id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decline a refund somebody else asked for */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Declined */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    kind: "people" | "cases" | "needs" | "orders" | "payouts";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The latest imports of a kind */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["ImportItem"][];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "multipart/form-data": {
                        /** @enum {string} */
                        kind: "people" | "cases" | "needs" | "orders" | "payouts";
                        /** Format: binary */
                        file: string;
                    };
                };
            };
            responses: {
                /** @description The file as read, and which column probably is what */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StartedImport"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}/mapping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        mapping: {
                            [key: string]: string;
                        };
                        /** @default {} */
                        fixed?: {
                            [key: string]: string;
                        };
                    };
                };
            };
            responses: {
                /** @description The dry run has begun */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The import and how far it is */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    verdict?: "create" | "update" | "unchanged" | "refused";
                    cursor?: number | null;
                    limit?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Rows and what becomes of them */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["ImportRow"][];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Writing has begun; no message is ever sent */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/programmes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every programme */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Programmes */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Programme"][];
                            next: string | null;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Make a programme */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        slug: string;
                        /** Format: uuid */
                        fundId: string;
                        currency: string;
                        name: {
                            en?: string;
                            it?: string;
                            ja?: string;
                            "zh-Hant"?: string;
                            "zh-Hans"?: string;
                        };
                        picture: string;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Cases, the newest first */
        get: {
            parameters: {
                query?: {
                    programme?: string;
                    stage?: "registered" | "approved" | "treated" | "recovered" | "withdrawn" | "transferred" | "died";
                    query?: string;
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Cases */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Case"][];
                            next: string | null;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Open a case, with its needs; the same external key again is the same case */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        programmeId: string;
                        externalKey?: string | null;
                        pseudonym: string;
                        /** @enum {string} */
                        ageBand: "0-1" | "2-5" | "6-11" | "12-17" | "18-64" | "65+";
                        /** @enum {string} */
                        region: "taipei" | "new-taipei" | "taoyuan" | "taichung" | "tainan" | "kaohsiung" | "keelung" | "hsinchu" | "chiayi" | "hsinchu-county" | "miaoli" | "changhua" | "nantou" | "yunlin" | "chiayi-county" | "pingtung" | "yilan" | "hualien" | "taitung" | "penghu" | "kinmen" | "lienchiang" | "lombardy" | "piedmont" | "veneto" | "lazio" | "campania" | "sicily";
                        /** @enum {string} */
                        conditionClass: "cleft" | "heart" | "burn" | "limb";
                        picture: string;
                        /** @default [] */
                        needs?: {
                            externalKey?: string;
                            /** @enum {string} */
                            item: "surgery" | "hospital_stay" | "travel" | "medicine" | "rehabilitation" | "nutrition" | "equipment";
                            amountMinor: string;
                            /** Format: date */
                            dueOn?: string | null;
                        }[];
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/case-stages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many cases each stage has and what they need, by currency */
        get: {
            parameters: {
                query?: {
                    programme?: string;
                    query?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Stages */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["StageTotal"][];
                            next: string | null;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A case with its needs, expenses, gifts, steps and updates */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The case */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CaseDetail"];
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/stage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change the stage; an end stops every automatic message about the case */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        stage: "registered" | "approved" | "treated" | "recovered" | "withdrawn" | "transferred" | "died";
                        evidence?: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/needs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a need, in the currency of the programme */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        item: "surgery" | "hospital_stay" | "travel" | "medicine" | "rehabilitation" | "nutrition" | "equipment";
                        amountMinor: string;
                        /** Format: date */
                        dueOn?: string | null;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/needs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a need out; what it did not spend goes to other needs */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/expenses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record an expense with its document */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "multipart/form-data": {
                        /** Format: uuid */
                        needId: string;
                        amountMinor: string;
                        /** Format: date */
                        spentOn: string;
                        documentNote: string;
                        /** Format: binary */
                        document?: string;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/expenses/{id}/reverse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back an expense that was recorded wrongly */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/updates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write an update */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        stage: "registered" | "approved" | "treated" | "recovered";
                        evidence?: string;
                        proof?: {
                            /** Format: uuid */
                            documentId: string;
                        } | {
                            /** Format: uuid */
                            expenseId: string;
                        };
                        /** @default {} */
                        texts?: {
                            en?: string;
                            it?: string;
                            ja?: string;
                            "zh-Hant"?: string;
                            "zh-Hans"?: string;
                        };
                        /** @default false */
                        isDraft?: boolean;
                    };
                };
            };
            responses: {
                /** @description Written */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/updates/{id}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand a draft in for approval */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/updates/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Release an update in the languages that were read */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        evidence?: string;
                        proof?: {
                            /** Format: uuid */
                            documentId: string;
                        } | {
                            /** Format: uuid */
                            expenseId: string;
                        };
                        languages: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                    };
                };
            };
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/updates/{id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send an update back */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/updates/{id}/approval-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A single-use link for a board member, open for 7 days */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The link */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            url: string;
                            /** Format: date-time */
                            expiresAt: string;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/updates/{id}/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Attach the document that shows what an update tells */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        proof: {
                            /** Format: uuid */
                            documentId: string;
                        } | {
                            /** Format: uuid */
                            expenseId: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/names-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Whether texts about a case contain its legal name or who signed for it, or parts of them */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        texts: string[];
                    };
                };
            };
            responses: {
                /** @description The parts found */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            names: string[];
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/names-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Names of families that stand in an appeal or a message to many; a warning, which may be of somebody else */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        texts: string[];
                    };
                };
            };
            responses: {
                /** @description As the texts write them */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            names: string[];
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/legal-name": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Keep the name nobody may write of a case; it is never shown, only looked for */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        legalName: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keep a document that shows what was done */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "multipart/form-data": {
                        /** @enum {string} */
                        kind: "operation_report" | "discharge_letter" | "check_up" | "doctor_letter" | "other";
                        /** Format: binary */
                        document: string;
                    };
                };
            };
            responses: {
                /** @description Kept */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/case-documents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A document of a case; the reading is noted */
        get: {
            parameters: {
                query?: {
                    form?: "clean" | "original";
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The document */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": string;
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/case-documents/{id}/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a document away that no released update rests on */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Gone */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/expenses/{id}/document": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The bill behind an expense; the reading is noted */
        get: {
            parameters: {
                query?: {
                    form?: "clean" | "original";
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The bill */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": string;
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What guardians allowed to be told of a case, the newest first; the reading is noted */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Consents */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["CaseConsent"][];
                            next: string | null;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Record what a guardian signed: nothing is told beyond it any more */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        guardian: string;
                        /** @enum {string} */
                        relation: "mother" | "father" | "grandparent" | "guardian" | "self" | "other";
                        firstName?: string;
                        /** Format: date */
                        givenOn: string;
                        /** Format: date */
                        expiresOn: string;
                        evidence: string;
                        grants: {
                            /** @enum {string} */
                            field: "pseudonym" | "first_name" | "region" | "age" | "condition" | "picture" | "story";
                            /** @enum {string} */
                            purpose: "report_to_givers" | "public_page" | "appeal";
                            /**
                             * @default any
                             * @enum {string}
                             */
                            channel?: "any" | "line" | "webchat" | "telegram" | "whatsapp" | "wechat" | "messenger" | "instagram" | "viber" | "slack" | "email" | "page" | "file";
                        }[];
                    };
                };
            };
            responses: {
                /** @description Recorded */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/case-consents/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Note that a consent was taken back; messages on their way stop at once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Withdrawn */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/case-consents/{id}/papers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Attach a page of the paper that was signed */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "multipart/form-data": {
                        /** Format: binary */
                        document: string;
                    };
                };
            };
            responses: {
                /** @description Attached */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consent-papers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A page of a signed paper; the reading is noted */
        get: {
            parameters: {
                query?: {
                    form?: "clean" | "original";
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The page */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": string;
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/pictures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The photographs of a case, the newest first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Pictures */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["CasePicture"][];
                            next: string | null;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Keep a photograph with its hidden places; another member publishes it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "multipart/form-data": {
                        /** Format: binary */
                        picture: string;
                        /** @default [] */
                        boxes?: string;
                    };
                };
            };
            responses: {
                /** @description Kept */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/case-pictures/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Draw a photograph with its hidden places, without keeping anything */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "multipart/form-data": {
                        /** Format: binary */
                        picture: string;
                        /** @default [] */
                        boxes?: string;
                    };
                };
            };
            responses: {
                /** @description The picture as it would be shown */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            dataUrl: string;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/case-pictures/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A photograph as it is shown; the reading is noted */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The picture */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "image/jpeg": string;
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/case-pictures/{id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a photograph be shown that somebody else brought */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Published */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/case-pictures/{id}/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a photograph away; its addresses are gone at once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Gone */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/programmes/{id}/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a programme sets out to reach, how far it is, and what its needs usually cost */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The plan */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProgrammePlan"];
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/programmes/{id}/goals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set a goal of a programme */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: {
                            en?: string;
                            it?: string;
                            ja?: string;
                            "zh-Hant"?: string;
                            "zh-Hans"?: string;
                        };
                        unit: {
                            en?: string;
                            it?: string;
                            ja?: string;
                            "zh-Hant"?: string;
                            "zh-Hans"?: string;
                        };
                        /** @enum {string} */
                        source: "typed" | "opened" | "treated" | "recovered" | "spent";
                        target: string;
                        /** Format: date */
                        dueOn?: string | null;
                    };
                };
            };
            responses: {
                /** @description Set */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/goals/{id}/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a goal up */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Given up */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/goals/{id}/actuals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Note what was counted by hand for a period; the same period again replaces it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: date */
                        from: string;
                        /** Format: date */
                        to: string;
                        value: string;
                        note?: string;
                    };
                };
            };
            responses: {
                /** @description Noted */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/programmes/{id}/costs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say what each need of a programme usually costs */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        costs: {
                            /** @enum {string} */
                            item: "surgery" | "hospital_stay" | "travel" | "medicine" | "rehabilitation" | "nutrition" | "equipment";
                            amountMinor: string;
                        }[];
                    };
                };
            };
            responses: {
                /** @description Said */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/goals/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a goal came to where it is, by months and by what members typed */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The history */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["GoalHistory"];
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/programmes/{id}/plan-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How goals and usual costs of a programme changed, the newest first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Changes */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["PlanChange"][];
                            next: string | null;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/erasure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Forget for good who was helped, once the case has ended */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Nothing but the pseudonym, the sums and the bills is left */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gifts/{id}/allocations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where a gift went, movement by movement, and why */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description In the order in which they happened */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Why"][];
                            next: null;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/allocations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What came to a case, movement by movement, and why */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description In the order in which they happened */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Why"][];
                            next: null;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gifts/{id}/designation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Let a gift name a case: what is open of it goes there first */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        caseId: string;
                        /** @enum {string} */
                        beyond: "fund" | "wait";
                    };
                };
            };
            responses: {
                /** @description Named */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/urgency": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether a case is put before others: 2 before 1; 0 where it stands in turn */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Its rank */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rank: number;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        /** Put a case before others where the policy is urgency; 2 before 1, 0 puts it back in turn */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        rank: 0 | 1 | 2;
                    };
                };
            };
            responses: {
                /** @description Put */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reach/{side}/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the money of a gift, a case or a campaign divides */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    side: "gift" | "case" | "campaign";
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Whole and pieces */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Reach"];
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reach/{side}/{id}/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The cases that money reached, those with most of it first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    stage?: "registered" | "approved" | "treated" | "recovered" | "withdrawn" | "transferred" | "died";
                };
                header?: never;
                path: {
                    side: "gift" | "case" | "campaign";
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Cases */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["ReachedCase"][];
                            next: string | null;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reach/{side}/{id}/gifts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The gifts that pay, those with most first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    side: "gift" | "case" | "campaign";
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Gifts */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["PayingGift"][];
                            next: string | null;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rounds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every feedback round, the newest first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Rounds */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Round"][];
                            next: string | null;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Gather what donors of a programme have not been told yet */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        programmeId: string;
                        /**
                         * @default progress
                         * @enum {string}
                         */
                        kind?: "progress" | "digest" | "milestone" | "correction" | "closing";
                        /** Format: date-time */
                        schedule?: string;
                    };
                };
            };
            responses: {
                /** @description Planned */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rounds/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A round: whom it would reach now, and how it went so far */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The round */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RoundDetail"];
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rounds/{id}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand a round in for approval */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rounds/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Release a round somebody else planned */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rounds/{id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a round back */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rounds/{id}/recall": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop what has not left yet */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description How far the recall has come at once, in gifts */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RoundRecall"];
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rounds/{id}/approval-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A single-use link for a board member, open for 7 days */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The link */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            url: string;
                            /** Format: date-time */
                            expiresAt: string;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rounds/{id}/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How every gift ended the round, or those that ended one way */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    result?: "queued" | "sent" | "unknown" | "shown" | "returned" | "waiting" | "held";
                    query?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Results */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["RoundResult"][];
                            next: string | null;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rounds/{id}/told": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The updates a round tells, what puts them right, and what they put right */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Updates */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["ToldUpdate"][];
                            next: string | null;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rounds/{id}/results.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How every recipient of the round ended, and where each message stands */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description CSV */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/csv": string;
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/coming-digests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The next monthly digest of each programme, and how many people wish for it */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Digests to come */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["ComingDigest"][];
                            next: string | null;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/fresh-news": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Programmes with released news that no round has sent, the newest first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Fresh news */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["FreshNews"][];
                            next: string | null;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/programmes/{id}/feedback-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A programme’s own words around what donors are told, and the names they may say */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Templates */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["FeedbackTemplate"][];
                            next: string | null;
                            names: {
                                [key: string]: string[];
                            };
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        /** Write the template of one kind, channel and language; what stood there is kept as history */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        kind: "news" | "correction" | "closing";
                        channel: ("line" | "webchat" | "telegram" | "whatsapp" | "wechat" | "messenger" | "instagram" | "viber" | "slack" | "email") | "all";
                        /** @enum {string} */
                        language: "en" | "it" | "ja" | "zh-Hant" | "zh-Hans";
                        title: string;
                        text: string;
                        label: string;
                        /** Format: date-time */
                        seenAt?: string | null;
                    };
                };
            };
            responses: {
                /** @description Written */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        post?: never;
        /** Take a template away; our own words stand again */
        delete: {
            parameters: {
                query: {
                    kind: "news" | "correction" | "closing";
                    channel: ("line" | "webchat" | "telegram" | "whatsapp" | "wechat" | "messenger" | "instagram" | "viber" | "slack" | "email") | "all";
                    language: "en" | "it" | "ja" | "zh-Hant" | "zh-Hans";
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Removed */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/programmes/{id}/feedback-templates/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a template said before, the newest first */
        get: {
            parameters: {
                query: {
                    kind: "news" | "correction" | "closing";
                    channel: ("line" | "webchat" | "telegram" | "whatsapp" | "wechat" | "messenger" | "instagram" | "viber" | "slack" | "email") | "all";
                    language: "en" | "it" | "ja" | "zh-Hant" | "zh-Hans";
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Earlier words */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["EarlierFeedbackTemplate"][];
                            next: string | null;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/programmes/{id}/feedback-templates/sample": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a template makes of one donor’s real data; nothing is sent or kept */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        kind: "news" | "correction" | "closing";
                        channel: ("line" | "webchat" | "telegram" | "whatsapp" | "wechat" | "messenger" | "instagram" | "viber" | "slack" | "email") | "all";
                        /** @enum {string} */
                        language: "en" | "it" | "ja" | "zh-Hant" | "zh-Hans";
                        title: string;
                        text: string;
                        label: string;
                        /** Format: uuid */
                        personId?: string;
                    };
                };
            };
            responses: {
                /** @description The card */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FeedbackCard"];
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/programmes/{id}/feedback-templates/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What would arrive of a template on each channel, of one donor’s real data; nothing is sent or kept */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        kind: "news" | "correction" | "closing";
                        channel: ("line" | "webchat" | "telegram" | "whatsapp" | "wechat" | "messenger" | "instagram" | "viber" | "slack" | "email") | "all";
                        /** @enum {string} */
                        language: "en" | "it" | "ja" | "zh-Hant" | "zh-Hans";
                        title: string;
                        text: string;
                        label: string;
                        /** Format: uuid */
                        personId?: string;
                    };
                };
            };
            responses: {
                /** @description One for each kind of channel */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["FeedbackPreview"][];
                            next: string | null;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/programmes/{id}/feedback-templates/readers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Donors a template can be tried on */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Donors */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["FeedbackReader"][];
                            next: string | null;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/programmes/{id}/feedback-templates/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send the sample to yourself */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        kind: "news" | "correction" | "closing";
                        channel: ("line" | "webchat" | "telegram" | "whatsapp" | "wechat" | "messenger" | "instagram" | "viber" | "slack" | "email") | "all";
                        /** @enum {string} */
                        language: "en" | "it" | "ja" | "zh-Hant" | "zh-Hans";
                        title: string;
                        text: string;
                        label: string;
                        /** Format: uuid */
                        personId?: string;
                    };
                };
            };
            responses: {
                /** @description On its way */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/updates/{id}/correct": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand in an update that puts a released one right */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        stage?: "registered" | "approved" | "treated" | "recovered";
                        evidence?: string;
                        /** @default {} */
                        texts?: {
                            en?: string;
                            it?: string;
                            ja?: string;
                            "zh-Hant"?: string;
                            "zh-Hans"?: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{id}/feedback-wish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How often and of what a donor wishes to hear */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The wish */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["KnownFeedbackWish"];
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        /** Write down how often and of what a donor wishes to hear; it is a consent */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["FeedbackWish"];
                };
            };
            responses: {
                /** @description Written */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/broadcasts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every broadcast, the newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Broadcasts */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Broadcast"][];
                            next: string | null;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Write a draft; nothing leaves */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /** @enum {string} */
                        purpose: "appeals" | "feedback";
                        audience: {
                            anyOf: (({
                                /** @enum {string} */
                                kind: "reachable";
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "gave";
                                /** Format: uuid */
                                campaignId?: string;
                                /** Format: date */
                                from?: string;
                                /** Format: date */
                                to?: string;
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "tagged";
                                tags: string[];
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "moved";
                                /** Format: uuid */
                                caseId: string;
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "people";
                                personIds: string[];
                            }) | {
                                /** @enum {string} */
                                kind: "segment";
                                /** Format: uuid */
                                segmentId: string;
                            })[][];
                            /** @default [] */
                            butNot?: (({
                                /** @enum {string} */
                                kind: "reachable";
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "gave";
                                /** Format: uuid */
                                campaignId?: string;
                                /** Format: date */
                                from?: string;
                                /** Format: date */
                                to?: string;
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "tagged";
                                tags: string[];
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "moved";
                                /** Format: uuid */
                                caseId: string;
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "people";
                                personIds: string[];
                            }) | {
                                /** @enum {string} */
                                kind: "segment";
                                /** Format: uuid */
                                segmentId: string;
                            })[][];
                        } | ({
                            /** @enum {string} */
                            kind: "reachable";
                            languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                        } | {
                            /** @enum {string} */
                            kind: "gave";
                            /** Format: uuid */
                            campaignId?: string;
                            /** Format: date */
                            from?: string;
                            /** Format: date */
                            to?: string;
                            languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                        } | {
                            /** @enum {string} */
                            kind: "tagged";
                            tags: string[];
                            languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                        } | {
                            /** @enum {string} */
                            kind: "moved";
                            /** Format: uuid */
                            caseId: string;
                            languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                        } | {
                            /** @enum {string} */
                            kind: "people";
                            personIds: string[];
                        })[];
                        contents: {
                            en?: {
                                blocks: ({
                                    /** @enum {string} */
                                    type: "text";
                                    text: string;
                                } | {
                                    /** @enum {string} */
                                    type: "image";
                                    /** Format: uri */
                                    url: string;
                                    /** Format: uri */
                                    previewUrl?: string;
                                    description: string;
                                } | {
                                    /** @enum {string} */
                                    type: "video" | "audio" | "document";
                                    /** Format: uri */
                                    url: string;
                                    description: string;
                                    /** Format: uri */
                                    previewUrl?: string;
                                    fileName?: string;
                                    durationMilliseconds?: number;
                                } | {
                                    /** @enum {string} */
                                    type: "location";
                                    title: string;
                                    address?: string;
                                    latitude: number;
                                    longitude: number;
                                } | {
                                    /** @enum {string} */
                                    type: "sticker";
                                    kind: string;
                                    pack?: string;
                                    id: string;
                                    words: string;
                                } | {
                                    /** @enum {string} */
                                    type: "card";
                                    picture?: {
                                        /** Format: uri */
                                        url: string;
                                        description: string;
                                    };
                                    title: string;
                                    body?: string;
                                    progress?: {
                                        percent: number;
                                        label: string;
                                    };
                                    /** @default [] */
                                    fields?: {
                                        label: string;
                                        value: string;
                                    }[];
                                    /** @default [] */
                                    buttons?: ({
                                        /** @enum {string} */
                                        type: "postback";
                                        label: string;
                                        payload: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "link";
                                        label: string;
                                        /** Format: uri */
                                        url: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "call";
                                        label: string;
                                        phone: string;
                                    })[];
                                })[];
                                /** @default [] */
                                quickReplies?: {
                                    label: string;
                                    payload: string;
                                }[];
                                altText?: string;
                                templates?: {
                                    kind: string;
                                    name: string;
                                    language: string;
                                    values: {
                                        [key: string]: string;
                                    };
                                    /** Format: uri */
                                    url?: string;
                                }[];
                            };
                            it?: {
                                blocks: ({
                                    /** @enum {string} */
                                    type: "text";
                                    text: string;
                                } | {
                                    /** @enum {string} */
                                    type: "image";
                                    /** Format: uri */
                                    url: string;
                                    /** Format: uri */
                                    previewUrl?: string;
                                    description: string;
                                } | {
                                    /** @enum {string} */
                                    type: "video" | "audio" | "document";
                                    /** Format: uri */
                                    url: string;
                                    description: string;
                                    /** Format: uri */
                                    previewUrl?: string;
                                    fileName?: string;
                                    durationMilliseconds?: number;
                                } | {
                                    /** @enum {string} */
                                    type: "location";
                                    title: string;
                                    address?: string;
                                    latitude: number;
                                    longitude: number;
                                } | {
                                    /** @enum {string} */
                                    type: "sticker";
                                    kind: string;
                                    pack?: string;
                                    id: string;
                                    words: string;
                                } | {
                                    /** @enum {string} */
                                    type: "card";
                                    picture?: {
                                        /** Format: uri */
                                        url: string;
                                        description: string;
                                    };
                                    title: string;
                                    body?: string;
                                    progress?: {
                                        percent: number;
                                        label: string;
                                    };
                                    /** @default [] */
                                    fields?: {
                                        label: string;
                                        value: string;
                                    }[];
                                    /** @default [] */
                                    buttons?: ({
                                        /** @enum {string} */
                                        type: "postback";
                                        label: string;
                                        payload: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "link";
                                        label: string;
                                        /** Format: uri */
                                        url: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "call";
                                        label: string;
                                        phone: string;
                                    })[];
                                })[];
                                /** @default [] */
                                quickReplies?: {
                                    label: string;
                                    payload: string;
                                }[];
                                altText?: string;
                                templates?: {
                                    kind: string;
                                    name: string;
                                    language: string;
                                    values: {
                                        [key: string]: string;
                                    };
                                    /** Format: uri */
                                    url?: string;
                                }[];
                            };
                            ja?: {
                                blocks: ({
                                    /** @enum {string} */
                                    type: "text";
                                    text: string;
                                } | {
                                    /** @enum {string} */
                                    type: "image";
                                    /** Format: uri */
                                    url: string;
                                    /** Format: uri */
                                    previewUrl?: string;
                                    description: string;
                                } | {
                                    /** @enum {string} */
                                    type: "video" | "audio" | "document";
                                    /** Format: uri */
                                    url: string;
                                    description: string;
                                    /** Format: uri */
                                    previewUrl?: string;
                                    fileName?: string;
                                    durationMilliseconds?: number;
                                } | {
                                    /** @enum {string} */
                                    type: "location";
                                    title: string;
                                    address?: string;
                                    latitude: number;
                                    longitude: number;
                                } | {
                                    /** @enum {string} */
                                    type: "sticker";
                                    kind: string;
                                    pack?: string;
                                    id: string;
                                    words: string;
                                } | {
                                    /** @enum {string} */
                                    type: "card";
                                    picture?: {
                                        /** Format: uri */
                                        url: string;
                                        description: string;
                                    };
                                    title: string;
                                    body?: string;
                                    progress?: {
                                        percent: number;
                                        label: string;
                                    };
                                    /** @default [] */
                                    fields?: {
                                        label: string;
                                        value: string;
                                    }[];
                                    /** @default [] */
                                    buttons?: ({
                                        /** @enum {string} */
                                        type: "postback";
                                        label: string;
                                        payload: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "link";
                                        label: string;
                                        /** Format: uri */
                                        url: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "call";
                                        label: string;
                                        phone: string;
                                    })[];
                                })[];
                                /** @default [] */
                                quickReplies?: {
                                    label: string;
                                    payload: string;
                                }[];
                                altText?: string;
                                templates?: {
                                    kind: string;
                                    name: string;
                                    language: string;
                                    values: {
                                        [key: string]: string;
                                    };
                                    /** Format: uri */
                                    url?: string;
                                }[];
                            };
                            "zh-Hant"?: {
                                blocks: ({
                                    /** @enum {string} */
                                    type: "text";
                                    text: string;
                                } | {
                                    /** @enum {string} */
                                    type: "image";
                                    /** Format: uri */
                                    url: string;
                                    /** Format: uri */
                                    previewUrl?: string;
                                    description: string;
                                } | {
                                    /** @enum {string} */
                                    type: "video" | "audio" | "document";
                                    /** Format: uri */
                                    url: string;
                                    description: string;
                                    /** Format: uri */
                                    previewUrl?: string;
                                    fileName?: string;
                                    durationMilliseconds?: number;
                                } | {
                                    /** @enum {string} */
                                    type: "location";
                                    title: string;
                                    address?: string;
                                    latitude: number;
                                    longitude: number;
                                } | {
                                    /** @enum {string} */
                                    type: "sticker";
                                    kind: string;
                                    pack?: string;
                                    id: string;
                                    words: string;
                                } | {
                                    /** @enum {string} */
                                    type: "card";
                                    picture?: {
                                        /** Format: uri */
                                        url: string;
                                        description: string;
                                    };
                                    title: string;
                                    body?: string;
                                    progress?: {
                                        percent: number;
                                        label: string;
                                    };
                                    /** @default [] */
                                    fields?: {
                                        label: string;
                                        value: string;
                                    }[];
                                    /** @default [] */
                                    buttons?: ({
                                        /** @enum {string} */
                                        type: "postback";
                                        label: string;
                                        payload: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "link";
                                        label: string;
                                        /** Format: uri */
                                        url: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "call";
                                        label: string;
                                        phone: string;
                                    })[];
                                })[];
                                /** @default [] */
                                quickReplies?: {
                                    label: string;
                                    payload: string;
                                }[];
                                altText?: string;
                                templates?: {
                                    kind: string;
                                    name: string;
                                    language: string;
                                    values: {
                                        [key: string]: string;
                                    };
                                    /** Format: uri */
                                    url?: string;
                                }[];
                            };
                            "zh-Hans"?: {
                                blocks: ({
                                    /** @enum {string} */
                                    type: "text";
                                    text: string;
                                } | {
                                    /** @enum {string} */
                                    type: "image";
                                    /** Format: uri */
                                    url: string;
                                    /** Format: uri */
                                    previewUrl?: string;
                                    description: string;
                                } | {
                                    /** @enum {string} */
                                    type: "video" | "audio" | "document";
                                    /** Format: uri */
                                    url: string;
                                    description: string;
                                    /** Format: uri */
                                    previewUrl?: string;
                                    fileName?: string;
                                    durationMilliseconds?: number;
                                } | {
                                    /** @enum {string} */
                                    type: "location";
                                    title: string;
                                    address?: string;
                                    latitude: number;
                                    longitude: number;
                                } | {
                                    /** @enum {string} */
                                    type: "sticker";
                                    kind: string;
                                    pack?: string;
                                    id: string;
                                    words: string;
                                } | {
                                    /** @enum {string} */
                                    type: "card";
                                    picture?: {
                                        /** Format: uri */
                                        url: string;
                                        description: string;
                                    };
                                    title: string;
                                    body?: string;
                                    progress?: {
                                        percent: number;
                                        label: string;
                                    };
                                    /** @default [] */
                                    fields?: {
                                        label: string;
                                        value: string;
                                    }[];
                                    /** @default [] */
                                    buttons?: ({
                                        /** @enum {string} */
                                        type: "postback";
                                        label: string;
                                        payload: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "link";
                                        label: string;
                                        /** Format: uri */
                                        url: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "call";
                                        label: string;
                                        phone: string;
                                    })[];
                                })[];
                                /** @default [] */
                                quickReplies?: {
                                    label: string;
                                    payload: string;
                                }[];
                                altText?: string;
                                templates?: {
                                    kind: string;
                                    name: string;
                                    language: string;
                                    values: {
                                        [key: string]: string;
                                    };
                                    /** Format: uri */
                                    url?: string;
                                }[];
                            };
                        };
                        /** @enum {string} */
                        fallbackLanguage: "en" | "it" | "ja" | "zh-Hant" | "zh-Hans";
                        schedule: {
                            /** @enum {string} */
                            kind: "now";
                        } | {
                            /** @enum {string} */
                            kind: "at";
                            /** Format: date */
                            day: string;
                            time: string;
                        } | {
                            /** @enum {string} */
                            kind: "local";
                            /** Format: date */
                            day: string;
                            time: string;
                            /** @enum {string} */
                            ifPast: "next-day" | "skip";
                        };
                        /** Format: date-time */
                        notAfter: string | null;
                        /** @enum {string} */
                        leavers: "keep" | "drop";
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/broadcasts/audience": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** How many people an audience has now, each counted once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        audience: {
                            anyOf: (({
                                /** @enum {string} */
                                kind: "reachable";
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "gave";
                                /** Format: uuid */
                                campaignId?: string;
                                /** Format: date */
                                from?: string;
                                /** Format: date */
                                to?: string;
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "tagged";
                                tags: string[];
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "moved";
                                /** Format: uuid */
                                caseId: string;
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "people";
                                personIds: string[];
                            }) | {
                                /** @enum {string} */
                                kind: "segment";
                                /** Format: uuid */
                                segmentId: string;
                            })[][];
                            /** @default [] */
                            butNot?: (({
                                /** @enum {string} */
                                kind: "reachable";
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "gave";
                                /** Format: uuid */
                                campaignId?: string;
                                /** Format: date */
                                from?: string;
                                /** Format: date */
                                to?: string;
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "tagged";
                                tags: string[];
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "moved";
                                /** Format: uuid */
                                caseId: string;
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "people";
                                personIds: string[];
                            }) | {
                                /** @enum {string} */
                                kind: "segment";
                                /** Format: uuid */
                                segmentId: string;
                            })[][];
                        } | ({
                            /** @enum {string} */
                            kind: "reachable";
                            languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                        } | {
                            /** @enum {string} */
                            kind: "gave";
                            /** Format: uuid */
                            campaignId?: string;
                            /** Format: date */
                            from?: string;
                            /** Format: date */
                            to?: string;
                            languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                        } | {
                            /** @enum {string} */
                            kind: "tagged";
                            tags: string[];
                            languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                        } | {
                            /** @enum {string} */
                            kind: "moved";
                            /** Format: uuid */
                            caseId: string;
                            languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                        } | {
                            /** @enum {string} */
                            kind: "people";
                            personIds: string[];
                        })[];
                    };
                };
            };
            responses: {
                /** @description People */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            people: number;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/broadcasts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A broadcast, and how it went so far */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The broadcast */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BroadcastDetail"];
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a draft; a field left out stays */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        /** @enum {string} */
                        purpose?: "appeals" | "feedback";
                        audience?: {
                            anyOf: (({
                                /** @enum {string} */
                                kind: "reachable";
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "gave";
                                /** Format: uuid */
                                campaignId?: string;
                                /** Format: date */
                                from?: string;
                                /** Format: date */
                                to?: string;
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "tagged";
                                tags: string[];
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "moved";
                                /** Format: uuid */
                                caseId: string;
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "people";
                                personIds: string[];
                            }) | {
                                /** @enum {string} */
                                kind: "segment";
                                /** Format: uuid */
                                segmentId: string;
                            })[][];
                            /** @default [] */
                            butNot?: (({
                                /** @enum {string} */
                                kind: "reachable";
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "gave";
                                /** Format: uuid */
                                campaignId?: string;
                                /** Format: date */
                                from?: string;
                                /** Format: date */
                                to?: string;
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "tagged";
                                tags: string[];
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "moved";
                                /** Format: uuid */
                                caseId: string;
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "people";
                                personIds: string[];
                            }) | {
                                /** @enum {string} */
                                kind: "segment";
                                /** Format: uuid */
                                segmentId: string;
                            })[][];
                        } | ({
                            /** @enum {string} */
                            kind: "reachable";
                            languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                        } | {
                            /** @enum {string} */
                            kind: "gave";
                            /** Format: uuid */
                            campaignId?: string;
                            /** Format: date */
                            from?: string;
                            /** Format: date */
                            to?: string;
                            languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                        } | {
                            /** @enum {string} */
                            kind: "tagged";
                            tags: string[];
                            languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                        } | {
                            /** @enum {string} */
                            kind: "moved";
                            /** Format: uuid */
                            caseId: string;
                            languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                        } | {
                            /** @enum {string} */
                            kind: "people";
                            personIds: string[];
                        })[];
                        contents?: {
                            en?: {
                                blocks: ({
                                    /** @enum {string} */
                                    type: "text";
                                    text: string;
                                } | {
                                    /** @enum {string} */
                                    type: "image";
                                    /** Format: uri */
                                    url: string;
                                    /** Format: uri */
                                    previewUrl?: string;
                                    description: string;
                                } | {
                                    /** @enum {string} */
                                    type: "video" | "audio" | "document";
                                    /** Format: uri */
                                    url: string;
                                    description: string;
                                    /** Format: uri */
                                    previewUrl?: string;
                                    fileName?: string;
                                    durationMilliseconds?: number;
                                } | {
                                    /** @enum {string} */
                                    type: "location";
                                    title: string;
                                    address?: string;
                                    latitude: number;
                                    longitude: number;
                                } | {
                                    /** @enum {string} */
                                    type: "sticker";
                                    kind: string;
                                    pack?: string;
                                    id: string;
                                    words: string;
                                } | {
                                    /** @enum {string} */
                                    type: "card";
                                    picture?: {
                                        /** Format: uri */
                                        url: string;
                                        description: string;
                                    };
                                    title: string;
                                    body?: string;
                                    progress?: {
                                        percent: number;
                                        label: string;
                                    };
                                    /** @default [] */
                                    fields?: {
                                        label: string;
                                        value: string;
                                    }[];
                                    /** @default [] */
                                    buttons?: ({
                                        /** @enum {string} */
                                        type: "postback";
                                        label: string;
                                        payload: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "link";
                                        label: string;
                                        /** Format: uri */
                                        url: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "call";
                                        label: string;
                                        phone: string;
                                    })[];
                                })[];
                                /** @default [] */
                                quickReplies?: {
                                    label: string;
                                    payload: string;
                                }[];
                                altText?: string;
                                templates?: {
                                    kind: string;
                                    name: string;
                                    language: string;
                                    values: {
                                        [key: string]: string;
                                    };
                                    /** Format: uri */
                                    url?: string;
                                }[];
                            };
                            it?: {
                                blocks: ({
                                    /** @enum {string} */
                                    type: "text";
                                    text: string;
                                } | {
                                    /** @enum {string} */
                                    type: "image";
                                    /** Format: uri */
                                    url: string;
                                    /** Format: uri */
                                    previewUrl?: string;
                                    description: string;
                                } | {
                                    /** @enum {string} */
                                    type: "video" | "audio" | "document";
                                    /** Format: uri */
                                    url: string;
                                    description: string;
                                    /** Format: uri */
                                    previewUrl?: string;
                                    fileName?: string;
                                    durationMilliseconds?: number;
                                } | {
                                    /** @enum {string} */
                                    type: "location";
                                    title: string;
                                    address?: string;
                                    latitude: number;
                                    longitude: number;
                                } | {
                                    /** @enum {string} */
                                    type: "sticker";
                                    kind: string;
                                    pack?: string;
                                    id: string;
                                    words: string;
                                } | {
                                    /** @enum {string} */
                                    type: "card";
                                    picture?: {
                                        /** Format: uri */
                                        url: string;
                                        description: string;
                                    };
                                    title: string;
                                    body?: string;
                                    progress?: {
                                        percent: number;
                                        label: string;
                                    };
                                    /** @default [] */
                                    fields?: {
                                        label: string;
                                        value: string;
                                    }[];
                                    /** @default [] */
                                    buttons?: ({
                                        /** @enum {string} */
                                        type: "postback";
                                        label: string;
                                        payload: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "link";
                                        label: string;
                                        /** Format: uri */
                                        url: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "call";
                                        label: string;
                                        phone: string;
                                    })[];
                                })[];
                                /** @default [] */
                                quickReplies?: {
                                    label: string;
                                    payload: string;
                                }[];
                                altText?: string;
                                templates?: {
                                    kind: string;
                                    name: string;
                                    language: string;
                                    values: {
                                        [key: string]: string;
                                    };
                                    /** Format: uri */
                                    url?: string;
                                }[];
                            };
                            ja?: {
                                blocks: ({
                                    /** @enum {string} */
                                    type: "text";
                                    text: string;
                                } | {
                                    /** @enum {string} */
                                    type: "image";
                                    /** Format: uri */
                                    url: string;
                                    /** Format: uri */
                                    previewUrl?: string;
                                    description: string;
                                } | {
                                    /** @enum {string} */
                                    type: "video" | "audio" | "document";
                                    /** Format: uri */
                                    url: string;
                                    description: string;
                                    /** Format: uri */
                                    previewUrl?: string;
                                    fileName?: string;
                                    durationMilliseconds?: number;
                                } | {
                                    /** @enum {string} */
                                    type: "location";
                                    title: string;
                                    address?: string;
                                    latitude: number;
                                    longitude: number;
                                } | {
                                    /** @enum {string} */
                                    type: "sticker";
                                    kind: string;
                                    pack?: string;
                                    id: string;
                                    words: string;
                                } | {
                                    /** @enum {string} */
                                    type: "card";
                                    picture?: {
                                        /** Format: uri */
                                        url: string;
                                        description: string;
                                    };
                                    title: string;
                                    body?: string;
                                    progress?: {
                                        percent: number;
                                        label: string;
                                    };
                                    /** @default [] */
                                    fields?: {
                                        label: string;
                                        value: string;
                                    }[];
                                    /** @default [] */
                                    buttons?: ({
                                        /** @enum {string} */
                                        type: "postback";
                                        label: string;
                                        payload: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "link";
                                        label: string;
                                        /** Format: uri */
                                        url: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "call";
                                        label: string;
                                        phone: string;
                                    })[];
                                })[];
                                /** @default [] */
                                quickReplies?: {
                                    label: string;
                                    payload: string;
                                }[];
                                altText?: string;
                                templates?: {
                                    kind: string;
                                    name: string;
                                    language: string;
                                    values: {
                                        [key: string]: string;
                                    };
                                    /** Format: uri */
                                    url?: string;
                                }[];
                            };
                            "zh-Hant"?: {
                                blocks: ({
                                    /** @enum {string} */
                                    type: "text";
                                    text: string;
                                } | {
                                    /** @enum {string} */
                                    type: "image";
                                    /** Format: uri */
                                    url: string;
                                    /** Format: uri */
                                    previewUrl?: string;
                                    description: string;
                                } | {
                                    /** @enum {string} */
                                    type: "video" | "audio" | "document";
                                    /** Format: uri */
                                    url: string;
                                    description: string;
                                    /** Format: uri */
                                    previewUrl?: string;
                                    fileName?: string;
                                    durationMilliseconds?: number;
                                } | {
                                    /** @enum {string} */
                                    type: "location";
                                    title: string;
                                    address?: string;
                                    latitude: number;
                                    longitude: number;
                                } | {
                                    /** @enum {string} */
                                    type: "sticker";
                                    kind: string;
                                    pack?: string;
                                    id: string;
                                    words: string;
                                } | {
                                    /** @enum {string} */
                                    type: "card";
                                    picture?: {
                                        /** Format: uri */
                                        url: string;
                                        description: string;
                                    };
                                    title: string;
                                    body?: string;
                                    progress?: {
                                        percent: number;
                                        label: string;
                                    };
                                    /** @default [] */
                                    fields?: {
                                        label: string;
                                        value: string;
                                    }[];
                                    /** @default [] */
                                    buttons?: ({
                                        /** @enum {string} */
                                        type: "postback";
                                        label: string;
                                        payload: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "link";
                                        label: string;
                                        /** Format: uri */
                                        url: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "call";
                                        label: string;
                                        phone: string;
                                    })[];
                                })[];
                                /** @default [] */
                                quickReplies?: {
                                    label: string;
                                    payload: string;
                                }[];
                                altText?: string;
                                templates?: {
                                    kind: string;
                                    name: string;
                                    language: string;
                                    values: {
                                        [key: string]: string;
                                    };
                                    /** Format: uri */
                                    url?: string;
                                }[];
                            };
                            "zh-Hans"?: {
                                blocks: ({
                                    /** @enum {string} */
                                    type: "text";
                                    text: string;
                                } | {
                                    /** @enum {string} */
                                    type: "image";
                                    /** Format: uri */
                                    url: string;
                                    /** Format: uri */
                                    previewUrl?: string;
                                    description: string;
                                } | {
                                    /** @enum {string} */
                                    type: "video" | "audio" | "document";
                                    /** Format: uri */
                                    url: string;
                                    description: string;
                                    /** Format: uri */
                                    previewUrl?: string;
                                    fileName?: string;
                                    durationMilliseconds?: number;
                                } | {
                                    /** @enum {string} */
                                    type: "location";
                                    title: string;
                                    address?: string;
                                    latitude: number;
                                    longitude: number;
                                } | {
                                    /** @enum {string} */
                                    type: "sticker";
                                    kind: string;
                                    pack?: string;
                                    id: string;
                                    words: string;
                                } | {
                                    /** @enum {string} */
                                    type: "card";
                                    picture?: {
                                        /** Format: uri */
                                        url: string;
                                        description: string;
                                    };
                                    title: string;
                                    body?: string;
                                    progress?: {
                                        percent: number;
                                        label: string;
                                    };
                                    /** @default [] */
                                    fields?: {
                                        label: string;
                                        value: string;
                                    }[];
                                    /** @default [] */
                                    buttons?: ({
                                        /** @enum {string} */
                                        type: "postback";
                                        label: string;
                                        payload: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "link";
                                        label: string;
                                        /** Format: uri */
                                        url: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "call";
                                        label: string;
                                        phone: string;
                                    })[];
                                })[];
                                /** @default [] */
                                quickReplies?: {
                                    label: string;
                                    payload: string;
                                }[];
                                altText?: string;
                                templates?: {
                                    kind: string;
                                    name: string;
                                    language: string;
                                    values: {
                                        [key: string]: string;
                                    };
                                    /** Format: uri */
                                    url?: string;
                                }[];
                            };
                        };
                        /** @enum {string} */
                        fallbackLanguage?: "en" | "it" | "ja" | "zh-Hant" | "zh-Hans";
                        schedule?: {
                            /** @enum {string} */
                            kind: "now";
                        } | {
                            /** @enum {string} */
                            kind: "at";
                            /** Format: date */
                            day: string;
                            time: string;
                        } | {
                            /** @enum {string} */
                            kind: "local";
                            /** Format: date */
                            day: string;
                            time: string;
                            /** @enum {string} */
                            ifPast: "next-day" | "skip";
                        };
                        /** Format: date-time */
                        notAfter?: string | null;
                        /** @enum {string} */
                        leavers?: "keep" | "drop";
                    };
                };
            };
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/broadcasts/{id}/preflight": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What it would do if it left now: people by route, who is skipped and why, messages left, cost */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Counted now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BroadcastPreflight"];
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/broadcasts/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The message one person would get */
        get: {
            parameters: {
                query: {
                    personId: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The message */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BroadcastPreview"];
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/broadcasts/{id}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand a draft in for approval */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/broadcasts/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Release a broadcast others wrote; it begins at its hour */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/broadcasts/{id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a broadcast back to its authors */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/broadcasts/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a broadcast rest */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/broadcasts/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a broadcast go on where it stood; also the word it waits for when its hour passed or a backup was put back */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/broadcasts/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a broadcast: what has not left never leaves */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description In people */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BroadcastCancelled"];
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/broadcasts/{id}/recipients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How each recipient ended, or those that ended one way */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    state?: "waiting" | "queued" | "sent" | "delivered" | "read" | "unknown" | "failed" | "skipped" | "cancelled";
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Recipients */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["BroadcastRecipient"][];
                            next: string | null;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/broadcasts/{id}/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How each recipient ended, as a spreadsheet */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description CSV */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/csv": string;
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Kept segments by name: those in use, or those put away */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    archived?: "yes" | "no";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Segments */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Segment"][];
                            next: string | null;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Keep people by a name; who they are is asked anew each time */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        audience: {
                            anyOf: ({
                                /** @enum {string} */
                                kind: "reachable";
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "gave";
                                /** Format: uuid */
                                campaignId?: string;
                                /** Format: date */
                                from?: string;
                                /** Format: date */
                                to?: string;
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "tagged";
                                tags: string[];
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "moved";
                                /** Format: uuid */
                                caseId: string;
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "people";
                                personIds: string[];
                            })[][];
                            /** @default [] */
                            butNot?: ({
                                /** @enum {string} */
                                kind: "reachable";
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "gave";
                                /** Format: uuid */
                                campaignId?: string;
                                /** Format: date */
                                from?: string;
                                /** Format: date */
                                to?: string;
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "tagged";
                                tags: string[];
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "moved";
                                /** Format: uuid */
                                caseId: string;
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "people";
                                personIds: string[];
                            })[][];
                        };
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The segment */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Segment"];
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Name or describe it otherwise; drafts follow, what was handed in does not */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        audience?: {
                            anyOf: ({
                                /** @enum {string} */
                                kind: "reachable";
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "gave";
                                /** Format: uuid */
                                campaignId?: string;
                                /** Format: date */
                                from?: string;
                                /** Format: date */
                                to?: string;
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "tagged";
                                tags: string[];
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "moved";
                                /** Format: uuid */
                                caseId: string;
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "people";
                                personIds: string[];
                            })[][];
                            /** @default [] */
                            butNot?: ({
                                /** @enum {string} */
                                kind: "reachable";
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "gave";
                                /** Format: uuid */
                                campaignId?: string;
                                /** Format: date */
                                from?: string;
                                /** Format: date */
                                to?: string;
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "tagged";
                                tags: string[];
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "moved";
                                /** Format: uuid */
                                caseId: string;
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "people";
                                personIds: string[];
                            })[][];
                        };
                    };
                };
            };
            responses: {
                /** @description Changed */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/segments/{id}/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many people a segment has now */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description People */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            people: number;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Put away */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Offered again */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/order-exceptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Orders of giving platforms that did not become gifts, oldest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Order exceptions */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["OrderException"][];
                            next: string | null;
                            openCount: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/order-exceptions/{id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close an order exception with what was decided */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        resolution: string;
                    };
                };
            };
            responses: {
                /** @description Closed */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/platform-projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which campaign the orders of a platform’s project go to */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Projects with a campaign */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["PlatformProject"][];
                            next: string | null;
                        };
                    };
                };
            };
        };
        /** Name the campaign of a platform’s project; orders that waited for it become gifts */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PlatformProject"];
                };
            };
            responses: {
                /** @description How many waiting orders became gifts */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            giftCount: number;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rounds/{id}/returns.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a feedback round says to donors of a giving platform, by order number */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description CSV */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/csv": string;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/connectors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Giving platforms that are connected, with what stands and what is wrong */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Platforms */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["ConnectorAccount"][];
                            next: string | null;
                            kinds: {
                                /** @enum {string} */
                                kind: "tencent" | "rest";
                                fields: {
                                    name: string;
                                    secret: boolean;
                                    required: boolean;
                                }[];
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        /** Connect a giving platform */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewConnector"];
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/connectors/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change or pause a giving platform; settings left out or empty stay */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ConnectorChange"];
                };
            };
            responses: {
                /** @description Changed */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        trace?: never;
    };
    "/api/connectors/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask a platform for a page of orders and bring nothing in */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What came */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            orderCount: number;
                            trouble: components["schemas"]["ConnectorTrouble"];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/connectors/{id}/pull": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have new orders brought in now */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Begun */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/connectors/{id}/pull-order": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring in one order by its number */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        orderNumber: string;
                    };
                };
            };
            responses: {
                /** @description What became of it */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            gifts: number;
                            exceptions: number;
                            known: number;
                            trouble: components["schemas"]["ConnectorTrouble"];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/connectors/{id}/retry-returns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say again what was refused, or of which nobody knows whether it arrived */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description How many are said again */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            count: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/call-backs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was handed on, may not be told any more and can be called back by a person only, oldest first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Call-backs */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["CallBack"][];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/call-backs/{id}/orders.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The orders of a call-back, for the platform */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description CSV */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/csv": string;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/call-backs/{id}/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close a call-back with what came of it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        outcome: "withdrawn" | "told";
                        note: string;
                    };
                };
            };
            responses: {
                /** @description Closed */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rounds/{id}/handed-on": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What of a feedback round went back to giving platforms, and what became of it */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Handed on */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["HandedOn"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/partners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Charities for which we are the giving platform */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Partners */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Partner"][];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Make a partner; its secret is answered this once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewPartner"];
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PartnerKey"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/partners/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Let a partner in, or keep it out */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        state: "active" | "paused";
                    };
                };
            };
            responses: {
                /** @description Changed */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        trace?: never;
    };
    "/api/partners/{id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a partner a new secret, answered this once; the former is taken for a day more */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The new secret */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RenewedPartnerKey"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/partners/{id}/campaigns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mean the gifts of a campaign for a partner, those already given too */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PartnerCampaign"];
                };
            };
            responses: {
                /** @description How many gifts are in its feed */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            orderCount: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/books/payouts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What each payment provider paid out, and what the ledger says it still holds */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Accounts of providers */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["PayoutAccount"][];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Bring in lines of a payout; known ones change nothing */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        lines: {
                            /** @default  */
                            account?: string;
                            /** @default  */
                            reference?: string;
                            /** @default  */
                            providerReference?: string;
                            /** @default  */
                            payoutReference?: string;
                            currency?: string;
                            grossMinor: string;
                            refundedMinor?: string;
                            feeMinor: string;
                            netMinor: string;
                            /** Format: date */
                            paidOutOn: string;
                        }[];
                    };
                };
            };
            responses: {
                /** @description How many lines were new */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            isNew: number;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/books/differences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Differences as rows somebody settles: the gravest first, at most 500 */
        get: {
            parameters: {
                query?: {
                    state?: "open" | "explained" | "gone";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Those of the state */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["KeptDifference"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/books/differences/{id}/explanation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say why two figures differ; it opens again when they change */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        note: string;
                    };
                };
            };
            responses: {
                /** @description Explained */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/books/checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest checks of the books, by night or asked for, with how far they are */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The newest first, at most 20 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["BooksCheck"][];
                        };
                    };
                };
            };
        };
        put?: never;
        /** Hold the books against each other now */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The check, or the one under way */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/books": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Programme, finance and donor books against each other, the ledger and the public log */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The books as they stand */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            isBalanced: boolean;
                            balances: components["schemas"]["FundBalance"][];
                            differences: components["schemas"]["BooksDifference"][];
                            entryCount: number;
                            /** Format: date-time */
                            asOf: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The public log: its size, its last checkpoint, who cosigns it, and which logs are cosigned here */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The log as it stands */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PublicLog"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/log/witnesses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask one more witness to cosign the public log */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        vkey: string;
                        /** Format: uri */
                        url: string;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/log/witnesses/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ask a witness no longer */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Asked no longer */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/log/watched": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cosign the log of another organisation from now on */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        vkey: string;
                    };
                };
            };
            responses: {
                /** @description Watched */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not permitted */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description There is none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description In conflict with what is already so */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
                /** @description Not usable as it is */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            remedy: string;
                            field?: string;
                            facts?: {
                                [key: string]: string | number | boolean;
                            };
                            requestId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/demo/sign-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description With what to sign in to the demo; empty where there is none */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DemoSignIns"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/demo/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        confirm: string;
                    };
                };
            };
            responses: {
                /** @description The demo organisation is gone */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Invitation: {
            name: string;
            email: string;
            organisation: string;
            /** Format: date-time */
            expiresAt: string;
        };
        OpenSession: {
            id: string;
            browser: string | null;
            system: string | null;
            /** Format: date-time */
            startedAt: string;
            /** Format: date-time */
            lastSeenAt: string;
            isThisOne: boolean;
        };
        Proof: {
            password?: string;
            code?: string;
        };
        Member: {
            /** Format: uuid */
            id: string;
            name: string;
            email: string;
            language: string;
            roles: string[];
            isActive: boolean;
            hasSecondFactor: boolean;
            /** Format: date-time */
            createdAt: string;
        };
        InvitedMember: {
            /** Format: uuid */
            memberId: string;
            invitation: {
                url: string;
                /** Format: date-time */
                expiresAt: string;
            } | null;
        };
        NewMember: {
            name: string;
            /** Format: email */
            email: string;
            /** @enum {string} */
            language: "en" | "it" | "ja" | "zh-Hant" | "zh-Hans";
            roles: ("owner" | "fundraiser" | "programme_officer" | "agent" | "finance" | "volunteer_coordinator" | "viewer")[];
        };
        MemberChange: {
            name?: string;
            /** @enum {string} */
            language?: "en" | "it" | "ja" | "zh-Hant" | "zh-Hans";
            roles?: ("owner" | "fundraiser" | "programme_officer" | "agent" | "finance" | "volunteer_coordinator" | "viewer")[];
            isActive?: boolean;
        };
        Session: {
            member: {
                /** Format: uuid */
                id: string;
                name: string;
                email: string;
                language: string;
                roles: string[];
                permissions: string[];
            };
            organisation: {
                /** Format: uuid */
                id: string;
                name: string;
                slug: string;
                isDemo: boolean;
                currency: string;
                timeZone: string;
                language: string;
            };
            signIn: {
                /** @enum {string} */
                secondFactor: "has" | "spared" | "soon" | "now";
            };
        };
        Role: {
            role: string;
            permissions: string[];
        };
        AuditLine: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            at: string;
            actorKind: string;
            actorName: string | null;
            action: string;
            subjectKind: string;
            subjectId: string;
            before?: unknown;
            after?: unknown;
        };
        Organisation: {
            /** Format: uuid */
            id: string;
            slug: string;
            name: string;
            country: string;
            currency: string;
            timeZone: string;
            language: string;
            phone: string | null;
            email: string | null;
            website: string | null;
            officeHours: {
                mon?: [
                    string,
                    string
                ];
                tue?: [
                    string,
                    string
                ];
                wed?: [
                    string,
                    string
                ];
                thu?: [
                    string,
                    string
                ];
                fri?: [
                    string,
                    string
                ];
                sat?: [
                    string,
                    string
                ];
                sun?: [
                    string,
                    string
                ];
            };
            isDemo: boolean;
            texts: {
                language: string;
                name: string;
                description: string;
            }[];
        };
        OrganisationChange: {
            name?: string;
            timeZone?: string;
            /** @enum {string} */
            language?: "en" | "it" | "ja" | "zh-Hant" | "zh-Hans";
            phone?: string | null;
            email?: string | null;
            website?: string | null;
            officeHours?: {
                mon?: [
                    string,
                    string
                ];
                tue?: [
                    string,
                    string
                ];
                wed?: [
                    string,
                    string
                ];
                thu?: [
                    string,
                    string
                ];
                fri?: [
                    string,
                    string
                ];
                sat?: [
                    string,
                    string
                ];
                sun?: [
                    string,
                    string
                ];
            };
            texts?: {
                /** @enum {string} */
                language: "en" | "it" | "ja" | "zh-Hant" | "zh-Hans";
                name: string;
                description: string;
            }[];
        };
        LegalEntity: {
            name: string;
            country: string;
            address: string;
            registrationNumber: string;
            approvalNumber: string | null;
            receiptPrefix: string;
            /** Format: uuid */
            id: string;
        };
        NewLegalEntity: {
            name: string;
            country: string;
            address: string;
            registrationNumber: string;
            /** @default null */
            approvalNumber: string | null;
            receiptPrefix: string;
        };
        Home: {
            giftsToday: {
                count: number;
                total: {
                    minor: string;
                    currency: string;
                }[];
            };
            openThreads: number;
            unread: number;
            waitingApprovals: {
                /** @enum {string} */
                kind: "update" | "round" | "refund" | "broadcast" | "payment";
                /** Format: uuid */
                id: string;
                /** Format: uuid */
                subjectId: string | null;
                title: string;
                stage: string | null;
                amount: {
                    minor: string;
                    currency: string;
                } | null;
                /** Format: date-time */
                at: string;
                by: string;
            }[];
            comingPaymentChanges: {
                /** Format: uuid */
                id: string;
                name: string;
                by: string;
                /** Format: date-time */
                takesEffectAt: string;
            }[];
            declineWaves: {
                /** Format: uuid */
                id: string;
                name: string;
                declines: number;
                /** Format: date-time */
                beganAt: string;
            }[];
            exceptions: number;
            outages: components["schemas"]["Outage"][];
            setUp: {
                /** @enum {string} */
                step: "channel" | "payment" | "campaign" | "programme" | "members";
                done: boolean;
            }[];
        };
        Outage: {
            /** @enum {string} */
            kind: "channel" | "payment";
            /** Format: uuid */
            id: string;
            name: string;
            /** @enum {string} */
            code: "auth" | "config" | "quota" | "refused" | "silence";
            /** Format: date-time */
            at: string;
        };
        MessagePreview: {
            /** @enum {string} */
            kind: "line" | "webchat" | "telegram" | "whatsapp" | "wechat" | "messenger" | "instagram" | "viber" | "slack" | "email";
            bubbles: ({
                /** @enum {string} */
                type: "text";
                text: string;
            } | {
                /** @enum {string} */
                type: "image";
                /** Format: uri */
                url: string;
                /** Format: uri */
                previewUrl?: string;
                description: string;
            } | {
                /** @enum {string} */
                type: "video" | "audio" | "document";
                /** Format: uri */
                url: string;
                description: string;
                /** Format: uri */
                previewUrl?: string;
                fileName?: string;
                durationMilliseconds?: number;
            } | {
                /** @enum {string} */
                type: "location";
                title: string;
                address?: string;
                latitude: number;
                longitude: number;
            } | {
                /** @enum {string} */
                type: "sticker";
                kind: string;
                pack?: string;
                id: string;
                words: string;
            } | {
                /** @enum {string} */
                type: "card";
                picture?: {
                    /** Format: uri */
                    url: string;
                    description: string;
                };
                title: string;
                body?: string;
                progress?: {
                    percent: number;
                    label: string;
                };
                /** @default [] */
                fields: {
                    label: string;
                    value: string;
                }[];
                /** @default [] */
                buttons: ({
                    /** @enum {string} */
                    type: "postback";
                    label: string;
                    payload: string;
                } | {
                    /** @enum {string} */
                    type: "link";
                    label: string;
                    /** Format: uri */
                    url: string;
                } | {
                    /** @enum {string} */
                    type: "call";
                    label: string;
                    phone: string;
                })[];
            })[];
            quickReplies: string[];
            requestCount: number;
            changes: {
                /** @enum {string} */
                code: "text-split" | "picture-as-link" | "picture-as-words" | "file-as-link" | "place-as-link" | "sticker-as-words" | "card-as-text" | "card-picture-gone" | "card-words-follow" | "card-continues" | "label-shortened" | "call-as-words" | "answer-as-words" | "replies-continue";
                count: number;
            }[];
            refusal: string | null;
            windowHours: number | null;
        };
        ChannelHealth: {
            /** Format: uuid */
            id: string;
            token: {
                /** @enum {string} */
                state: "works" | "refused" | "untested";
                /** Format: date-time */
                expiresAt: string | null;
                /** Format: date-time */
                refusedAt: string | null;
            };
            webhook: {
                /** @enum {string} */
                state: "verified" | "wrong" | "heard" | "silent";
                /** Format: date-time */
                heardAt: string | null;
            };
            quota: {
                left: number | null;
                /** Format: date-time */
                readAt: string | null;
            } | null;
            rate: {
                /** Format: date-time */
                pausedUntil: string | null;
            };
            waiting: number;
            failed: number;
            lastError: {
                reason: string | null;
                code: string | null;
                words: string | null;
                /** Format: date-time */
                at: string;
            } | null;
            /** Format: date-time */
            checkedAt: string | null;
        };
        ConversationItem: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            personId: string;
            personName: string;
            channel: string;
            channelName: string;
            preview: string;
            unread: number;
            /** @enum {string} */
            state: "open" | "waiting" | "resolved";
            /** Format: uuid */
            assigneeId: string | null;
            assigneeName: string | null;
            /** Format: date-time */
            lastMessageAt: string | null;
            /** Format: date-time */
            waitingSince: string | null;
        };
        Conversation: components["schemas"]["ConversationItem"] & {
            /** Format: uuid */
            channelAccountId: string;
            identityState: string;
            /** Format: date-time */
            scriptSilentUntil: string | null;
            language: string;
            /** @enum {string|null} */
            cannotLeave: "auth" | "config" | "quota" | "paused" | null;
            window: {
                /** @enum {string} */
                state: "open" | "member" | "closed";
                /** Format: date-time */
                closesAt: string | null;
                messagesLeft: number | null;
            } | null;
            takes: {
                textLimit: number;
                /** @enum {string} */
                textUnit: "utf16" | "code-points" | "utf8-bytes";
                templates: boolean;
                mayArriveTwice: boolean;
            };
            /** Format: uri */
            callLink: string | null;
            elsewhere: {
                /** Format: uuid */
                id: string;
                channel: string;
                channelName: string;
            }[];
        };
        Message: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            direction: "in" | "out" | "note";
            /** @enum {string} */
            authorKind: "person" | "member" | "script" | "system";
            authorName: string | null;
            /** Format: date-time */
            at: string;
            /** Format: date-time */
            unsentAt: string | null;
            text: string | null;
            payload: string | null;
            edited: boolean;
            attachments: components["schemas"]["Attachment"][];
            blocks: ({
                /** @enum {string} */
                type: "text";
                text: string;
            } | {
                /** @enum {string} */
                type: "image";
                /** Format: uri */
                url: string;
                /** Format: uri */
                previewUrl?: string;
                description: string;
            } | {
                /** @enum {string} */
                type: "video" | "audio" | "document";
                /** Format: uri */
                url: string;
                description: string;
                /** Format: uri */
                previewUrl?: string;
                fileName?: string;
                durationMilliseconds?: number;
            } | {
                /** @enum {string} */
                type: "location";
                title: string;
                address?: string;
                latitude: number;
                longitude: number;
            } | {
                /** @enum {string} */
                type: "sticker";
                kind: string;
                pack?: string;
                id: string;
                words: string;
            } | {
                /** @enum {string} */
                type: "card";
                picture?: {
                    /** Format: uri */
                    url: string;
                    description: string;
                };
                title: string;
                body?: string;
                progress?: {
                    percent: number;
                    label: string;
                };
                /** @default [] */
                fields: {
                    label: string;
                    value: string;
                }[];
                /** @default [] */
                buttons: ({
                    /** @enum {string} */
                    type: "postback";
                    label: string;
                    payload: string;
                } | {
                    /** @enum {string} */
                    type: "link";
                    label: string;
                    /** Format: uri */
                    url: string;
                } | {
                    /** @enum {string} */
                    type: "call";
                    label: string;
                    phone: string;
                })[];
            })[];
            quickReplies: {
                label: string;
                payload: string;
            }[];
            delivery: components["schemas"]["MessageDelivery"];
            reactions: components["schemas"]["Reaction"][];
        };
        Attachment: {
            /** @enum {string} */
            kind: "image" | "video" | "audio" | "file" | "location" | "sticker" | "contact";
            phone?: string;
            fileName?: string;
            sizeBytes?: number;
            durationMilliseconds?: number;
            latitude?: number;
            longitude?: number;
            title?: string;
            address?: string;
            sticker?: {
                pack?: string;
                id: string;
            };
            /** @enum {string|null} */
            state: "wanted" | "fetched" | "refused" | "gone" | null;
            reason: string | null;
            mediaType: string | null;
            /** @enum {string|null} */
            use: "picture" | "recording" | "download" | null;
            href: string | null;
            thumbnail: string | null;
        };
        MessageDelivery: {
            /** Format: uuid */
            id: string;
            state: string;
            reason: string | null;
            /** Format: date-time */
            until: string | null;
            /** Format: date-time */
            since: string | null;
            providerWords: string | null;
            route: {
                /** @enum {string|null} */
                by: "reply" | "session" | "push" | "template" | null;
                /** @enum {string} */
                why: "answer" | "last_wrote" | "only_way" | "cheapest" | "blocked" | "unfollowed" | "window_closed" | "quota" | "template_missing" | "template_language" | "template_refused";
                others: number;
            } | null;
        } | null;
        Reaction: {
            sign: string;
            /** Format: date-time */
            at: string;
        };
        SavedReply: {
            name: string;
            texts: {
                en?: string;
                it?: string;
                ja?: string;
                "zh-Hant"?: string;
                "zh-Hans"?: string;
            };
            /** Format: uuid */
            id: string;
        };
        SentFile: {
            /** Format: uuid */
            id: string;
            mediaType: string;
            fileName: string | null;
            /** Format: uri */
            url: string;
        };
        MessageTemplate: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            channelAccountId: string;
            name: string;
            language: string;
            category: string;
            text: string;
            parameters: string[];
            takesUrl: boolean;
            isFillable: boolean;
            /** @enum {string} */
            state: "draft" | "submitted" | "approved" | "pending" | "rejected" | "paused" | "disabled";
            reason: string | null;
            isByHand: boolean;
            /** Format: date-time */
            syncedAt: string;
        };
        UnknownDelivery: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            conversationId: string;
            /** Format: uuid */
            personId: string;
            personName: string;
            channel: string;
            channelName: string;
            /** @enum {string} */
            purpose: "service" | "feedback" | "appeals";
            reason: string | null;
            /** Format: date-time */
            at: string;
            preview: string;
            mayArriveTwice: boolean;
        };
        SendingSettings: {
            quiet: {
                from: string;
                until: string;
            };
            appeals: {
                messages: number | null;
                days: number;
            };
            feedback: {
                messages: number | null;
                days: number;
            };
            /** @enum {string} */
            whenCapped: "wait" | "skip";
        };
        StaffCode: {
            code: string;
            /** Format: date-time */
            expiresAt: string;
        };
        ChannelAccount: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "line" | "webchat" | "telegram" | "whatsapp" | "wechat" | "messenger" | "instagram" | "viber" | "slack" | "email";
            name: string;
            hookUrl: string;
            isSandbox: boolean;
            /** @enum {string} */
            state: "draft" | "active" | "paused";
            messagesLeft: number | null;
            /** Format: date-time */
            quotaReadAt: string | null;
            messagePrice: {
                minor: string;
                currency: string;
            } | null;
            ratePerSecond: number | null;
            /** Format: date-time */
            lastEventAt: string | null;
            lastFailure: {
                /** @enum {string} */
                code: "auth" | "quota" | "config";
                /** Format: date-time */
                at: string;
                /** Format: date-time */
                until?: string;
            } | null;
            /** Format: date-time */
            formerUntil: string | null;
            entrance: {
                url: string;
                returnUrl: string | null;
                isReady: boolean;
            } | null;
            config: {
                [key: string]: unknown;
            };
            secretsSet: string[];
        };
        ChannelMenus: {
            audiences: ("everyone" | "donors")[];
            isDrawn: boolean;
            opensPages: boolean;
            menus: {
                /** @enum {string} */
                audience: "everyone" | "donors";
                title: string | null;
                entries: {
                    label: string;
                    action: {
                        /** @enum {string} */
                        type: "postback";
                        payload: string;
                    } | {
                        /** @enum {string} */
                        type: "link";
                        /** Format: uri */
                        url: string;
                    } | {
                        /** @enum {string} */
                        type: "page";
                    };
                }[];
                /** @enum {string} */
                state: "waiting" | "put" | "refused";
                words: string | null;
                /** Format: date-time */
                putAt: string | null;
            }[];
        };
        PersonSuggestionItem: {
            person: components["schemas"]["SuggestedPerson"];
            other: components["schemas"]["SuggestedPerson"];
            /** @enum {string} */
            matchedBy: "email" | "phone" | "code";
            /** Format: date-time */
            suggestedAt: string;
        };
        SuggestedPerson: {
            /** Format: uuid */
            id: string;
            displayName: string;
            email: string | null;
            phone: string | null;
            /** Format: date */
            donorSince: string | null;
            /** Format: date-time */
            createdAt: string;
            hasChat: boolean;
        };
        ListedErasure: {
            /** @enum {string} */
            askedBy: "person" | "member";
            /** Format: date-time */
            askedAt: string;
            /** Format: date-time */
            dueAt: string;
            isSoon: boolean;
            /** Format: uuid */
            personId: string;
            displayName: string;
        };
        ErasureWish: {
            atOnce: boolean;
        };
        TagsInUse: {
            items: components["schemas"]["TagInUse"][];
        };
        TagInUse: {
            tag: string;
            people: number;
        };
        PersonTags: {
            tags: string[];
        };
        TagRename: {
            from: string;
            to: string;
            /** @default false */
            merge: boolean;
        };
        TagRun: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            deed: "give" | "take";
            tags: string[];
            /** @enum {string} */
            state: "running" | "done" | "undoing" | "undone";
            people: number;
            done: number;
            changed: number;
            full: number;
            isUndoable: boolean;
        };
        PersonItem: {
            /** Format: uuid */
            id: string;
            displayName: string;
            email: string | null;
            phone: string | null;
            language: string;
            /** Format: date */
            donorSince: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        Person: components["schemas"]["PersonItem"] & {
            timeZone: string | null;
            externalKey: string | null;
            /** Format: uuid */
            mergedIntoId: string | null;
            /** Format: date-time */
            erasedAt: string | null;
            erasure: components["schemas"]["Erasure"];
            tags: string[];
            suggestions: components["schemas"]["PersonSuggestion"][];
            /** @enum {string|null} */
            typedState: "open" | "asked" | "confirmed" | "closed" | null;
            identities: {
                /** Format: uuid */
                id: string;
                /** Format: uuid */
                channelAccountId: string;
                displayName: string | null;
                state: string;
                /** Format: date-time */
                stateAt: string | null;
                proof: string | null;
            }[];
            consents: {
                purpose: string;
                channel: string;
                granted: boolean;
                source: string;
                /** Format: date-time */
                at: string;
            }[];
        };
        Erasure: {
            /** @enum {string} */
            askedBy: "person" | "member";
            /** Format: date-time */
            askedAt: string;
            /** Format: date-time */
            dueAt: string;
            isSoon: boolean;
        } | null;
        PersonSuggestion: {
            displayName: string;
            email: string | null;
            phone: string | null;
            /** Format: date */
            donorSince: string | null;
            /** Format: date-time */
            createdAt: string;
            hasChat: boolean;
            /** Format: uuid */
            personId: string;
            /** @enum {string} */
            matchedBy: "email" | "phone" | "code";
            /** Format: date-time */
            suggestedAt: string;
            isKept: boolean;
        };
        TimelineEntry: {
            id: string;
            /** Format: date-time */
            at: string;
            kind: string;
            facts: {
                [key: string]: string | number | boolean | null;
            };
            subject: {
                kind: string;
                id: string;
            } | null;
        };
        PersonChange: {
            displayName?: string;
            /** @enum {string} */
            language?: "en" | "it" | "ja" | "zh-Hant" | "zh-Hans";
            email?: string | null;
            phone?: string | null;
            timeZone?: string | null;
        };
        ConsentWords: {
            consents: {
                /** @enum {string} */
                purpose: "feedback" | "appeals";
                channel: string;
                granted: boolean;
            }[];
        };
        Campaign: {
            /** Format: uuid */
            id: string;
            slug: string;
            url: string;
            fund: {
                /** Format: uuid */
                id: string;
                code: string;
            };
            legalEntity: {
                /** Format: uuid */
                id: string;
                name: string;
                country: string;
            };
            /** @enum {string} */
            state: "draft" | "public" | "closed";
            /** @enum {string|null} */
            closedBecause: "draft" | "not_started" | "ended" | "cap" | null;
            goal: components["schemas"]["Money"];
            cap: components["schemas"]["Money"] & (Record<string, never> | null);
            /** Format: uuid */
            overflowCampaignId: string | null;
            raised: components["schemas"]["Money"];
            remaining: components["schemas"]["Money"] & (Record<string, never> | null);
            giftCount: number;
            startsOn: string;
            endsOn: string | null;
            permitNumber: string | null;
            permitAuthority: string | null;
            programmeShareBasisPoints: number;
            minimumSlice: components["schemas"]["Money"];
            /** @enum {string} */
            allocationPolicy: "queue" | "urgency" | "even" | "every_gift";
            allocatesOnlyFinal: boolean;
            suggested: components["schemas"]["Money"][];
            picture: string;
            texts: {
                en?: {
                    title: string;
                    summary: string;
                    story: string;
                };
                it?: {
                    title: string;
                    summary: string;
                    story: string;
                };
                ja?: {
                    title: string;
                    summary: string;
                    story: string;
                };
                "zh-Hant"?: {
                    title: string;
                    summary: string;
                    story: string;
                };
                "zh-Hans"?: {
                    title: string;
                    summary: string;
                    story: string;
                };
            };
        };
        Money: {
            minor: string;
            currency: string;
        };
        CampaignDetail: components["schemas"]["Campaign"] & {
            qrSvg: string;
        };
        Fund: {
            /** Format: uuid */
            fundId: string;
            code: string;
            name: string;
            isRestricted: boolean;
        };
        PaymentChange: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "create" | "change";
            /** Format: uuid */
            paymentAccountId: string | null;
            name: string;
            /** @enum {string} */
            provider: "ecpay" | "manual" | "sandbox";
            /** @enum {string} */
            state: "waiting" | "effective" | "declined" | "withdrawn" | "lapsed";
            newName: string | null;
            currency: string | null;
            isOffered: boolean | null;
            fields: {
                field: string;
                isSecret: boolean;
                before: string | null;
                after: string | null;
            }[];
            /** Format: uuid */
            proposedBy: string;
            proposedByName: string;
            /** Format: date-time */
            proposedAt: string;
            /** Format: date-time */
            takesEffectAt: string | null;
            /** Format: date-time */
            expiresAt: string;
            isForYou: boolean;
            endedByName: string | null;
            /** Format: date-time */
            endedAt: string | null;
            /** @enum {string|null} */
            lapseReason: "expired" | "proposer-left" | "account-changed" | null;
        };
        DeclineWave: {
            /** Format: uuid */
            id: string;
            accountName: string;
            /** Format: date-time */
            beganAt: string;
            declines: number;
            networks: number;
            heldBack: number;
            turnedAway: number;
            /** Format: date-time */
            endedAt: string | null;
            endedByName: string | null;
        };
        PaymentAccount: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            provider: "ecpay" | "manual" | "sandbox";
            name: string;
            currency: string;
            isOffered: boolean;
            isPlayMoney: boolean;
            hookUrl: string;
            /** Format: date-time */
            formerUntil: string | null;
            settings: {
                [key: string]: string;
            };
        };
        PaymentProvider: {
            /** @enum {string} */
            kind: "ecpay" | "manual" | "sandbox";
            fields: {
                name: string;
                secret: boolean;
                required: boolean;
                choices?: string[];
            }[];
        };
        GiftIntent: {
            /** Format: uuid */
            id: string;
            reference: string;
            state: string;
            amount: components["schemas"]["Money"];
            donorName: string;
            /** Format: uuid */
            campaignId: string;
            /** Format: uuid */
            paymentAccountId: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
        };
        PaymentException: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "quarantine" | "suspense";
            reason: string;
            reference: string | null;
            amount: components["schemas"]["Money"] & (Record<string, never> | null);
            /** Format: uuid */
            paymentAccountId: string | null;
            /** Format: date-time */
            openedAt: string;
        };
        Mandate: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            state: "open" | "done" | "declined";
            /** Format: uuid */
            personId: string;
            personName: string;
            /** Format: uuid */
            conversationId: string;
            /** Format: date-time */
            filedAt: string;
            filedBy: string | null;
            reason: string | null;
            picture: string | null;
            recurringGift: components["schemas"]["RecurringGift"];
        };
        RecurringGift: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            state: "active" | "ended";
            amount: components["schemas"]["Money"];
            /** @enum {string} */
            rhythm: "monthly" | "quarterly" | "yearly";
            nextDueOn: string;
            accountDigits: string | null;
        } | null;
        Instalment: {
            /** Format: uuid */
            recurringGiftId: string;
            number: number;
            dueOn: string;
            /** Format: uuid */
            personId: string;
            donorName: string;
            amount: components["schemas"]["Money"];
            /** @enum {string} */
            rhythm: "monthly" | "quarterly" | "yearly";
            accountDigits: string | null;
        };
        Gift: {
            /** Format: uuid */
            id: string;
            publicReference: string;
            /** Format: uuid */
            personId: string;
            donorName: string;
            isAnonymous: boolean;
            /** @enum {string} */
            publicName: "anonymous" | "initials" | "named";
            /** Format: uuid */
            campaignId: string;
            amount: components["schemas"]["Money"];
            fee: components["schemas"]["Money"];
            refunded: components["schemas"]["Money"];
            givenOn: string;
            /** Format: date-time */
            receivedAt: string;
            source: string;
            orderNumber: string | null;
            /** @enum {string} */
            receiptWish: "each" | "yearly" | "none";
            /** Format: date-time */
            thankedAt: string | null;
        };
        GiftDetail: components["schemas"]["Gift"] & {
            refunds: components["schemas"]["Refund"][];
            receipts: components["schemas"]["Receipt"][];
            trace: components["schemas"]["GiftTrace"];
            samePayment: {
                /** Format: uuid */
                id: string;
                /** Format: uuid */
                campaignId: string;
                amount: components["schemas"]["Money"];
            } | null;
            logPosition: number | null;
        };
        Refund: {
            /** Format: uuid */
            id: string;
            amount: components["schemas"]["Money"];
            reason: string;
            /** @enum {string} */
            state: "requested" | "done" | "declined";
            /** Format: uuid */
            requestedBy: string;
            /** Format: date-time */
            requestedAt: string;
            /** Format: uuid */
            decidedBy: string | null;
            /** Format: date-time */
            decidedAt: string | null;
        };
        Receipt: {
            /** Format: uuid */
            id: string;
            number: string;
            amount: components["schemas"]["Money"];
            donorName: string;
            issuedOn: string;
            /** Format: date-time */
            voidedAt: string | null;
            voidReason: string | null;
            replaces: string | null;
            pdfUrl: string;
        };
        GiftTrace: {
            fee: components["schemas"]["Money"];
            share: components["schemas"]["Money"];
            open: components["schemas"]["Money"];
            parts: {
                /** Format: uuid */
                caseId: string;
                pseudonym: string;
                needItem: string;
                amount: components["schemas"]["Money"];
                reason: string;
                /** Format: date-time */
                at: string;
            }[];
        } | null;
        StartedImport: {
            /** Format: uuid */
            id: string;
            columns: string[];
            encoding: string;
            preview: {
                [key: string]: string;
            }[];
            suggestedMapping: {
                [key: string]: string;
            };
            fields: components["schemas"]["ImportField"][];
            totalRows: number;
        };
        ImportField: {
            name: string;
            label: string;
            required: boolean;
        };
        ImportItem: {
            /** Format: uuid */
            id: string;
            kind: string;
            fileName: string;
            /** @enum {string} */
            state: "draft" | "checking" | "checked" | "applying" | "done" | "failed";
            totalRows: number;
            doneRows: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            finishedAt: string | null;
        };
        Import: components["schemas"]["ImportItem"] & {
            columns: string[];
            mapping: {
                [key: string]: string;
            };
            fixed: {
                [key: string]: string;
            };
            fields: components["schemas"]["ImportField"][];
            counts: {
                create: number;
                update: number;
                unchanged: number;
                refused: number;
                waiting: number;
                applied: number;
            };
        };
        ImportRow: {
            row: number;
            cells: {
                [key: string]: string;
            };
            /** @enum {string|null} */
            verdict: "create" | "update" | "unchanged" | "refused" | null;
            /** Format: uuid */
            subjectId: string | null;
            problem: {
                code: string;
                title: string;
                remedy: string;
                field: string | null;
            } | null;
        };
        Programme: {
            /** Format: uuid */
            id: string;
            slug: string;
            /** Format: uuid */
            fundId: string;
            currency: string;
            name: {
                en?: string;
                it?: string;
                ja?: string;
                "zh-Hant"?: string;
                "zh-Hans"?: string;
            };
            picture: string;
            caseCount: number;
        };
        Case: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            programmeId: string;
            pseudonym: string;
            ageBand: string;
            region: string;
            conditionClass: string;
            /** @enum {string} */
            stage: "registered" | "approved" | "treated" | "recovered" | "withdrawn" | "transferred" | "died";
            /** Format: date-time */
            stageAt: string;
            picture: string;
            needed: components["schemas"]["Money"];
            open: components["schemas"]["Money"];
            spent: components["schemas"]["Money"];
        };
        StageTotal: {
            /** @enum {string} */
            stage: "registered" | "approved" | "treated" | "recovered" | "withdrawn" | "transferred" | "died";
            count: number;
            needed: components["schemas"]["Money"];
            open: components["schemas"]["Money"];
        };
        CaseDetail: components["schemas"]["Case"] & {
            needs: components["schemas"]["Need"][];
            expenses: components["schemas"]["Expense"][];
            documents: components["schemas"]["CaseDocument"][];
            gifts: components["schemas"]["CaseGift"][];
            stageChanges: components["schemas"]["StageStep"][];
            untold: ("region" | "ageBand")[];
            /** @enum {string} */
            consent: "none" | "standing" | "ended";
            updates: components["schemas"]["CaseUpdate"][];
        };
        Need: {
            /** Format: uuid */
            id: string;
            item: string;
            amount: components["schemas"]["Money"];
            open: components["schemas"]["Money"];
            spent: components["schemas"]["Money"];
            /** Format: date */
            dueOn: string | null;
            isCancelled: boolean;
        };
        Expense: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            needId: string;
            amount: components["schemas"]["Money"];
            /** Format: date */
            spentOn: string;
            documentNote: string | null;
            hasDocument: boolean;
            documentType: string | null;
            original: {
                sha256: string;
                isSigned: boolean;
            } | null;
            recordedBy: string | null;
        };
        CaseDocument: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "operation_report" | "discharge_letter" | "check_up" | "doctor_letter" | "other";
            mediaType: string;
            fileName: string | null;
            original: {
                sha256: string;
                isSigned: boolean;
            } | null;
            uploadedBy: string | null;
            /** Format: date-time */
            uploadedAt: string;
        };
        CaseGift: {
            /** Format: uuid */
            giftId: string;
            /** Format: uuid */
            personId: string;
            donorName: string;
            share: components["schemas"]["Money"];
            /** Format: date-time */
            firstAt: string;
        };
        StageStep: {
            from: string | null;
            to: string;
            /** Format: date-time */
            at: string;
            evidence: string | null;
            changedBy: string | null;
        };
        CaseUpdate: {
            /** Format: uuid */
            id: string;
            stage: string;
            state: string;
            evidence: string | null;
            proof: {
                /** Format: uuid */
                documentId: string;
            } | {
                /** Format: uuid */
                expenseId: string;
            } | null;
            declineReason: string | null;
            writtenBy: string;
            /** Format: uuid */
            writtenById: string;
            /** Format: date-time */
            writtenAt: string;
            approvedBy: string | null;
            /** Format: date-time */
            approvedAt: string | null;
            texts: {
                language: string;
                text: string;
                isApproved: boolean;
            }[];
            shown: {
                [key: string]: string;
            };
        };
        CaseConsent: {
            /** Format: uuid */
            id: string;
            guardian: string;
            /** @enum {string} */
            relation: "mother" | "father" | "grandparent" | "guardian" | "self" | "other";
            firstName: string | null;
            /** Format: date */
            givenOn: string;
            /** Format: date */
            expiresOn: string;
            evidence: string;
            papers: {
                /** Format: uuid */
                id: string;
                mediaType: string;
                fileName: string | null;
                original: {
                    sha256: string;
                    isSigned: boolean;
                } | null;
            }[];
            grants: {
                /** @enum {string} */
                field: "pseudonym" | "first_name" | "region" | "age" | "condition" | "picture" | "story";
                /** @enum {string} */
                purpose: "report_to_givers" | "public_page" | "appeal";
                /** @enum {string} */
                channel: "any" | "line" | "webchat" | "telegram" | "whatsapp" | "wechat" | "messenger" | "instagram" | "viber" | "slack" | "email" | "page" | "file";
            }[];
            /** Format: date-time */
            recordedAt: string;
            recordedBy: string | null;
            /** Format: date-time */
            endedAt: string | null;
            /** @enum {string|null} */
            endedHow: "withdrawn" | "expired" | null;
            reason: string | null;
        };
        CasePicture: {
            /** Format: uuid */
            id: string;
            hidden: number;
            uploadedBy: string | null;
            /** Format: uuid */
            uploadedById: string | null;
            /** Format: date-time */
            uploadedAt: string;
            /** Format: date-time */
            publishedAt: string | null;
        };
        ProgrammePlan: {
            goals: {
                /** Format: uuid */
                id: string;
                name: {
                    en?: string;
                    it?: string;
                    ja?: string;
                    "zh-Hant"?: string;
                    "zh-Hans"?: string;
                };
                unit: {
                    en?: string;
                    it?: string;
                    ja?: string;
                    "zh-Hant"?: string;
                    "zh-Hans"?: string;
                };
                /** @enum {string} */
                source: "typed" | "opened" | "treated" | "recovered" | "spent";
                target: string;
                actual: string;
                /** Format: date */
                dueOn: string | null;
            }[];
            costs: {
                /** @enum {string} */
                item: "surgery" | "hospital_stay" | "travel" | "medicine" | "rehabilitation" | "nutrition" | "equipment";
                amountMinor: string;
            }[];
        };
        GoalHistory: {
            steps: {
                /** Format: date */
                month: string;
                reached: string;
            }[];
            counts: {
                /** Format: date */
                from: string;
                /** Format: date */
                to: string;
                value: string;
                note: string | null;
                typedBy: string | null;
                /** Format: date-time */
                typedAt: string;
                isReplaced: boolean;
            }[];
        };
        PlanChange: {
            action: string;
            /** Format: date-time */
            at: string;
            by: string | null;
            goal: {
                en?: string;
                it?: string;
                ja?: string;
                "zh-Hant"?: string;
                "zh-Hans"?: string;
            } | null;
            costs: {
                item: string;
                before: string | null;
                after: string | null;
            }[];
        };
        Why: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            giftId: string;
            donorName: string;
            /** Format: uuid */
            caseId: string;
            pseudonym: string;
            needItem: ("surgery" | "hospital_stay" | "travel" | "medicine" | "rehabilitation" | "nutrition" | "equipment") | string;
            amount: components["schemas"]["Money"];
            /** Format: date-time */
            at: string;
            rule: string;
            place: number;
            dueOn: string | null;
            lacked: components["schemas"]["Money"];
        };
        Reach: {
            whole: components["schemas"]["Money"];
            given: components["schemas"]["Money"];
            cost: components["schemas"]["Money"];
            open: components["schemas"]["Money"];
            giftCount: number;
            caseCount: number;
            stages: {
                /** @enum {string} */
                stage: "registered" | "approved" | "treated" | "recovered" | "withdrawn" | "transferred" | "died";
                amount: components["schemas"]["Money"];
                caseCount: number;
            }[];
        };
        ReachedCase: {
            /** Format: uuid */
            caseId: string;
            pseudonym: string;
            /** @enum {string} */
            stage: "registered" | "approved" | "treated" | "recovered" | "withdrawn" | "transferred" | "died";
            amount: components["schemas"]["Money"];
            giftCount: number;
            /** Format: date-time */
            toldAt: string | null;
        };
        PayingGift: {
            /** Format: uuid */
            giftId: string;
            donorName: string;
            givenOn: string;
            amount: components["schemas"]["Money"];
            caseCount: number;
        };
        Round: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            programmeId: string;
            /** @enum {string} */
            kind: "progress" | "digest" | "milestone" | "correction" | "closing";
            /** @enum {string} */
            state: "draft" | "submitted" | "approved" | "sending" | "done" | "recalled" | "declined";
            /** Format: uuid */
            writtenById: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            submittedAt: string | null;
            /** Format: date-time */
            approvedAt: string | null;
            /** Format: date-time */
            finishedAt: string | null;
            /** Format: date-time */
            sendsAt: string | null;
            approvedPreview: components["schemas"]["RoundPreview"];
        };
        RoundPreview: {
            people: number;
            /** @default 0 */
            postponed: number;
            gifts: number;
            updates: number;
            recipients: {
                channel: string;
                /** @default null */
                by: string | null;
                /** @enum {string} */
                language: "en" | "it" | "ja" | "zh-Hant" | "zh-Hans";
                people: number;
            }[];
            channels: {
                /** Format: uuid */
                id: string;
                name: string;
                kind: string;
                people: number;
                messagesLeft: number | null;
                /** @default null */
                messagesLeftAfter: number | null;
                /** @default null */
                cost: {
                    minor: string;
                    currency: string;
                } | null;
            }[];
            shown: number;
            returned: number;
            held: number;
            waiting: number;
            cost: {
                minor: string;
                currency: string;
            } | null;
        } | null;
        RoundDetail: components["schemas"]["Round"] & {
            preview: components["schemas"]["RoundPreview"];
            counts: {
                queued?: number;
                sent?: number;
                unknown?: number;
                shown?: number;
                returned?: number;
                waiting?: number;
                held?: number;
            };
            recall: components["schemas"]["RoundRecall"];
        };
        RoundRecall: {
            stopped: number;
            alreadySent: number;
            left: number;
        } | null;
        RoundResult: {
            /** Format: uuid */
            giftId: string;
            /** Format: uuid */
            updateId: string | null;
            /** Format: uuid */
            personId: string;
            personName: string;
            pseudonym: string | null;
            /** @enum {string} */
            result: "queued" | "sent" | "unknown" | "shown" | "returned" | "waiting" | "held";
            reason: string | null;
            /** Format: date-time */
            at: string;
            channelName: string | null;
            deliveryState: string | null;
        };
        ToldUpdate: {
            /** Format: uuid */
            updateId: string;
            /** Format: uuid */
            caseId: string;
            pseudonym: string;
            stage: string;
            words: string;
            heard: number;
            returned: number;
            corrections: {
                /** Format: uuid */
                updateId: string;
                state: string;
                /** Format: date-time */
                at: string;
                /** Format: uuid */
                roundId: string | null;
            }[];
            corrects: {
                /** Format: uuid */
                updateId: string;
                /** Format: uuid */
                roundId: string | null;
            } | null;
        };
        ComingDigest: {
            /** Format: uuid */
            programmeId: string;
            /** Format: date */
            on: string;
            people: number;
        };
        FreshNews: {
            /** Format: uuid */
            programmeId: string;
            cases: number;
            /** Format: date-time */
            newestAt: string;
        };
        FeedbackTemplate: {
            /** @enum {string} */
            kind: "news" | "correction" | "closing";
            channel: ("line" | "webchat" | "telegram" | "whatsapp" | "wechat" | "messenger" | "instagram" | "viber" | "slack" | "email") | "all";
            /** @enum {string} */
            language: "en" | "it" | "ja" | "zh-Hant" | "zh-Hans";
            title: string;
            text: string;
            label: string;
            /** Format: uuid */
            writtenById: string;
            /** Format: date-time */
            writtenAt: string;
        };
        EarlierFeedbackTemplate: {
            /** @enum {string} */
            kind: "news" | "correction" | "closing";
            channel: ("line" | "webchat" | "telegram" | "whatsapp" | "wechat" | "messenger" | "instagram" | "viber" | "slack" | "email") | "all";
            /** @enum {string} */
            language: "en" | "it" | "ja" | "zh-Hant" | "zh-Hans";
            title: string;
            text: string;
            label: string;
            /** Format: uuid */
            writtenById: string;
            /** Format: date-time */
            writtenAt: string;
            /** Format: uuid */
            replacedById: string;
            /** Format: date-time */
            replacedAt: string;
        };
        FeedbackCard: {
            title: string;
            body?: string;
            picture?: {
                url: string;
                description: string;
            };
            progress?: {
                percent: number;
                label: string;
            };
            label: string;
        };
        FeedbackPreview: {
            /** @enum {string} */
            kind: "line" | "webchat" | "telegram" | "whatsapp" | "wechat" | "messenger" | "instagram" | "viber" | "slack" | "email";
            bubbles: ({
                /** @enum {string} */
                type: "text";
                text: string;
            } | {
                /** @enum {string} */
                type: "image";
                /** Format: uri */
                url: string;
                /** Format: uri */
                previewUrl?: string;
                description: string;
            } | {
                /** @enum {string} */
                type: "video" | "audio" | "document";
                /** Format: uri */
                url: string;
                description: string;
                /** Format: uri */
                previewUrl?: string;
                fileName?: string;
                durationMilliseconds?: number;
            } | {
                /** @enum {string} */
                type: "location";
                title: string;
                address?: string;
                latitude: number;
                longitude: number;
            } | {
                /** @enum {string} */
                type: "sticker";
                kind: string;
                pack?: string;
                id: string;
                words: string;
            } | {
                /** @enum {string} */
                type: "card";
                picture?: {
                    /** Format: uri */
                    url: string;
                    description: string;
                };
                title: string;
                body?: string;
                progress?: {
                    percent: number;
                    label: string;
                };
                /** @default [] */
                fields: {
                    label: string;
                    value: string;
                }[];
                /** @default [] */
                buttons: ({
                    /** @enum {string} */
                    type: "postback";
                    label: string;
                    payload: string;
                } | {
                    /** @enum {string} */
                    type: "link";
                    label: string;
                    /** Format: uri */
                    url: string;
                } | {
                    /** @enum {string} */
                    type: "call";
                    label: string;
                    phone: string;
                })[];
            })[];
            quickReplies: string[];
            requestCount: number;
            changes: {
                /** @enum {string} */
                code: "text-split" | "picture-as-link" | "picture-as-words" | "file-as-link" | "place-as-link" | "sticker-as-words" | "card-as-text" | "card-picture-gone" | "card-words-follow" | "card-continues" | "label-shortened" | "call-as-words" | "answer-as-words" | "replies-continue";
                count: number;
            }[];
            refusal: string | null;
            windowHours: number | null;
        };
        FeedbackReader: {
            /** Format: uuid */
            personId: string;
            personName: string;
            pseudonym: string;
            language: string;
        };
        KnownFeedbackWish: {
            /** @enum {string} */
            rhythm: "each" | "monthly" | "end" | "none";
            /**
             * @default all
             * @enum {string}
             */
            content: "all" | "milestones";
            source: string | null;
            /** Format: date-time */
            at: string | null;
        };
        FeedbackWish: {
            /** @enum {string} */
            rhythm: "each" | "monthly" | "end" | "none";
            /**
             * @default all
             * @enum {string}
             */
            content: "all" | "milestones";
        };
        Broadcast: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @enum {string} */
            purpose: "appeals" | "feedback";
            /** @enum {string} */
            state: "draft" | "submitted" | "approved" | "sending" | "paused" | "done" | "cancelled";
            /** @enum {string|null} */
            pauseReason: "member" | "overdue" | "stood_still" | "restored" | null;
            authorIds: string[];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            submittedAt: string | null;
            /** Format: date-time */
            approvedAt: string | null;
            /** Format: date-time */
            startsAt: string | null;
            /** Format: date-time */
            finishedAt: string | null;
            reached: number | null;
        };
        BroadcastDetail: components["schemas"]["Broadcast"] & {
            plan: components["schemas"]["BroadcastPlan"];
            declineReason: string | null;
            /** Format: uuid */
            approvedById: string | null;
            approvedPreflight: components["schemas"]["BroadcastPreflight"];
            /** Format: date-time */
            snapshotAt: string | null;
            results: components["schemas"]["BroadcastResult"][];
            figures: components["schemas"]["BroadcastFigures"][];
        };
        BroadcastPlan: {
            name: string;
            /** @enum {string} */
            purpose: "appeals" | "feedback";
            audience: {
                anyOf: (({
                    /** @enum {string} */
                    kind: "reachable";
                    languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                } | {
                    /** @enum {string} */
                    kind: "gave";
                    /** Format: uuid */
                    campaignId?: string;
                    /** Format: date */
                    from?: string;
                    /** Format: date */
                    to?: string;
                    languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                } | {
                    /** @enum {string} */
                    kind: "tagged";
                    tags: string[];
                    languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                } | {
                    /** @enum {string} */
                    kind: "moved";
                    /** Format: uuid */
                    caseId: string;
                    languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                } | {
                    /** @enum {string} */
                    kind: "people";
                    personIds: string[];
                }) | {
                    /** @enum {string} */
                    kind: "segment";
                    /** Format: uuid */
                    segmentId: string;
                    fixed?: {
                        name: string;
                        audience: {
                            anyOf: ({
                                /** @enum {string} */
                                kind: "reachable";
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "gave";
                                /** Format: uuid */
                                campaignId?: string;
                                /** Format: date */
                                from?: string;
                                /** Format: date */
                                to?: string;
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "tagged";
                                tags: string[];
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "moved";
                                /** Format: uuid */
                                caseId: string;
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "people";
                                personIds: string[];
                            })[][];
                            /** @default [] */
                            butNot: ({
                                /** @enum {string} */
                                kind: "reachable";
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "gave";
                                /** Format: uuid */
                                campaignId?: string;
                                /** Format: date */
                                from?: string;
                                /** Format: date */
                                to?: string;
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "tagged";
                                tags: string[];
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "moved";
                                /** Format: uuid */
                                caseId: string;
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "people";
                                personIds: string[];
                            })[][];
                        };
                    };
                })[][];
                /** @default [] */
                butNot: (({
                    /** @enum {string} */
                    kind: "reachable";
                    languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                } | {
                    /** @enum {string} */
                    kind: "gave";
                    /** Format: uuid */
                    campaignId?: string;
                    /** Format: date */
                    from?: string;
                    /** Format: date */
                    to?: string;
                    languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                } | {
                    /** @enum {string} */
                    kind: "tagged";
                    tags: string[];
                    languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                } | {
                    /** @enum {string} */
                    kind: "moved";
                    /** Format: uuid */
                    caseId: string;
                    languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                } | {
                    /** @enum {string} */
                    kind: "people";
                    personIds: string[];
                }) | {
                    /** @enum {string} */
                    kind: "segment";
                    /** Format: uuid */
                    segmentId: string;
                    fixed?: {
                        name: string;
                        audience: {
                            anyOf: ({
                                /** @enum {string} */
                                kind: "reachable";
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "gave";
                                /** Format: uuid */
                                campaignId?: string;
                                /** Format: date */
                                from?: string;
                                /** Format: date */
                                to?: string;
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "tagged";
                                tags: string[];
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "moved";
                                /** Format: uuid */
                                caseId: string;
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "people";
                                personIds: string[];
                            })[][];
                            /** @default [] */
                            butNot: ({
                                /** @enum {string} */
                                kind: "reachable";
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "gave";
                                /** Format: uuid */
                                campaignId?: string;
                                /** Format: date */
                                from?: string;
                                /** Format: date */
                                to?: string;
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "tagged";
                                tags: string[];
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "moved";
                                /** Format: uuid */
                                caseId: string;
                                languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                            } | {
                                /** @enum {string} */
                                kind: "people";
                                personIds: string[];
                            })[][];
                        };
                    };
                })[][];
            };
            contents: {
                en?: {
                    blocks: ({
                        /** @enum {string} */
                        type: "text";
                        text: string;
                    } | {
                        /** @enum {string} */
                        type: "image";
                        /** Format: uri */
                        url: string;
                        /** Format: uri */
                        previewUrl?: string;
                        description: string;
                    } | {
                        /** @enum {string} */
                        type: "video" | "audio" | "document";
                        /** Format: uri */
                        url: string;
                        description: string;
                        /** Format: uri */
                        previewUrl?: string;
                        fileName?: string;
                        durationMilliseconds?: number;
                    } | {
                        /** @enum {string} */
                        type: "location";
                        title: string;
                        address?: string;
                        latitude: number;
                        longitude: number;
                    } | {
                        /** @enum {string} */
                        type: "sticker";
                        kind: string;
                        pack?: string;
                        id: string;
                        words: string;
                    } | {
                        /** @enum {string} */
                        type: "card";
                        picture?: {
                            /** Format: uri */
                            url: string;
                            description: string;
                        };
                        title: string;
                        body?: string;
                        progress?: {
                            percent: number;
                            label: string;
                        };
                        /** @default [] */
                        fields: {
                            label: string;
                            value: string;
                        }[];
                        /** @default [] */
                        buttons: ({
                            /** @enum {string} */
                            type: "postback";
                            label: string;
                            payload: string;
                        } | {
                            /** @enum {string} */
                            type: "link";
                            label: string;
                            /** Format: uri */
                            url: string;
                        } | {
                            /** @enum {string} */
                            type: "call";
                            label: string;
                            phone: string;
                        })[];
                    })[];
                    /** @default [] */
                    quickReplies: {
                        label: string;
                        payload: string;
                    }[];
                    altText?: string;
                    templates?: {
                        kind: string;
                        name: string;
                        language: string;
                        values: {
                            [key: string]: string;
                        };
                        /** Format: uri */
                        url?: string;
                    }[];
                };
                it?: {
                    blocks: ({
                        /** @enum {string} */
                        type: "text";
                        text: string;
                    } | {
                        /** @enum {string} */
                        type: "image";
                        /** Format: uri */
                        url: string;
                        /** Format: uri */
                        previewUrl?: string;
                        description: string;
                    } | {
                        /** @enum {string} */
                        type: "video" | "audio" | "document";
                        /** Format: uri */
                        url: string;
                        description: string;
                        /** Format: uri */
                        previewUrl?: string;
                        fileName?: string;
                        durationMilliseconds?: number;
                    } | {
                        /** @enum {string} */
                        type: "location";
                        title: string;
                        address?: string;
                        latitude: number;
                        longitude: number;
                    } | {
                        /** @enum {string} */
                        type: "sticker";
                        kind: string;
                        pack?: string;
                        id: string;
                        words: string;
                    } | {
                        /** @enum {string} */
                        type: "card";
                        picture?: {
                            /** Format: uri */
                            url: string;
                            description: string;
                        };
                        title: string;
                        body?: string;
                        progress?: {
                            percent: number;
                            label: string;
                        };
                        /** @default [] */
                        fields: {
                            label: string;
                            value: string;
                        }[];
                        /** @default [] */
                        buttons: ({
                            /** @enum {string} */
                            type: "postback";
                            label: string;
                            payload: string;
                        } | {
                            /** @enum {string} */
                            type: "link";
                            label: string;
                            /** Format: uri */
                            url: string;
                        } | {
                            /** @enum {string} */
                            type: "call";
                            label: string;
                            phone: string;
                        })[];
                    })[];
                    /** @default [] */
                    quickReplies: {
                        label: string;
                        payload: string;
                    }[];
                    altText?: string;
                    templates?: {
                        kind: string;
                        name: string;
                        language: string;
                        values: {
                            [key: string]: string;
                        };
                        /** Format: uri */
                        url?: string;
                    }[];
                };
                ja?: {
                    blocks: ({
                        /** @enum {string} */
                        type: "text";
                        text: string;
                    } | {
                        /** @enum {string} */
                        type: "image";
                        /** Format: uri */
                        url: string;
                        /** Format: uri */
                        previewUrl?: string;
                        description: string;
                    } | {
                        /** @enum {string} */
                        type: "video" | "audio" | "document";
                        /** Format: uri */
                        url: string;
                        description: string;
                        /** Format: uri */
                        previewUrl?: string;
                        fileName?: string;
                        durationMilliseconds?: number;
                    } | {
                        /** @enum {string} */
                        type: "location";
                        title: string;
                        address?: string;
                        latitude: number;
                        longitude: number;
                    } | {
                        /** @enum {string} */
                        type: "sticker";
                        kind: string;
                        pack?: string;
                        id: string;
                        words: string;
                    } | {
                        /** @enum {string} */
                        type: "card";
                        picture?: {
                            /** Format: uri */
                            url: string;
                            description: string;
                        };
                        title: string;
                        body?: string;
                        progress?: {
                            percent: number;
                            label: string;
                        };
                        /** @default [] */
                        fields: {
                            label: string;
                            value: string;
                        }[];
                        /** @default [] */
                        buttons: ({
                            /** @enum {string} */
                            type: "postback";
                            label: string;
                            payload: string;
                        } | {
                            /** @enum {string} */
                            type: "link";
                            label: string;
                            /** Format: uri */
                            url: string;
                        } | {
                            /** @enum {string} */
                            type: "call";
                            label: string;
                            phone: string;
                        })[];
                    })[];
                    /** @default [] */
                    quickReplies: {
                        label: string;
                        payload: string;
                    }[];
                    altText?: string;
                    templates?: {
                        kind: string;
                        name: string;
                        language: string;
                        values: {
                            [key: string]: string;
                        };
                        /** Format: uri */
                        url?: string;
                    }[];
                };
                "zh-Hant"?: {
                    blocks: ({
                        /** @enum {string} */
                        type: "text";
                        text: string;
                    } | {
                        /** @enum {string} */
                        type: "image";
                        /** Format: uri */
                        url: string;
                        /** Format: uri */
                        previewUrl?: string;
                        description: string;
                    } | {
                        /** @enum {string} */
                        type: "video" | "audio" | "document";
                        /** Format: uri */
                        url: string;
                        description: string;
                        /** Format: uri */
                        previewUrl?: string;
                        fileName?: string;
                        durationMilliseconds?: number;
                    } | {
                        /** @enum {string} */
                        type: "location";
                        title: string;
                        address?: string;
                        latitude: number;
                        longitude: number;
                    } | {
                        /** @enum {string} */
                        type: "sticker";
                        kind: string;
                        pack?: string;
                        id: string;
                        words: string;
                    } | {
                        /** @enum {string} */
                        type: "card";
                        picture?: {
                            /** Format: uri */
                            url: string;
                            description: string;
                        };
                        title: string;
                        body?: string;
                        progress?: {
                            percent: number;
                            label: string;
                        };
                        /** @default [] */
                        fields: {
                            label: string;
                            value: string;
                        }[];
                        /** @default [] */
                        buttons: ({
                            /** @enum {string} */
                            type: "postback";
                            label: string;
                            payload: string;
                        } | {
                            /** @enum {string} */
                            type: "link";
                            label: string;
                            /** Format: uri */
                            url: string;
                        } | {
                            /** @enum {string} */
                            type: "call";
                            label: string;
                            phone: string;
                        })[];
                    })[];
                    /** @default [] */
                    quickReplies: {
                        label: string;
                        payload: string;
                    }[];
                    altText?: string;
                    templates?: {
                        kind: string;
                        name: string;
                        language: string;
                        values: {
                            [key: string]: string;
                        };
                        /** Format: uri */
                        url?: string;
                    }[];
                };
                "zh-Hans"?: {
                    blocks: ({
                        /** @enum {string} */
                        type: "text";
                        text: string;
                    } | {
                        /** @enum {string} */
                        type: "image";
                        /** Format: uri */
                        url: string;
                        /** Format: uri */
                        previewUrl?: string;
                        description: string;
                    } | {
                        /** @enum {string} */
                        type: "video" | "audio" | "document";
                        /** Format: uri */
                        url: string;
                        description: string;
                        /** Format: uri */
                        previewUrl?: string;
                        fileName?: string;
                        durationMilliseconds?: number;
                    } | {
                        /** @enum {string} */
                        type: "location";
                        title: string;
                        address?: string;
                        latitude: number;
                        longitude: number;
                    } | {
                        /** @enum {string} */
                        type: "sticker";
                        kind: string;
                        pack?: string;
                        id: string;
                        words: string;
                    } | {
                        /** @enum {string} */
                        type: "card";
                        picture?: {
                            /** Format: uri */
                            url: string;
                            description: string;
                        };
                        title: string;
                        body?: string;
                        progress?: {
                            percent: number;
                            label: string;
                        };
                        /** @default [] */
                        fields: {
                            label: string;
                            value: string;
                        }[];
                        /** @default [] */
                        buttons: ({
                            /** @enum {string} */
                            type: "postback";
                            label: string;
                            payload: string;
                        } | {
                            /** @enum {string} */
                            type: "link";
                            label: string;
                            /** Format: uri */
                            url: string;
                        } | {
                            /** @enum {string} */
                            type: "call";
                            label: string;
                            phone: string;
                        })[];
                    })[];
                    /** @default [] */
                    quickReplies: {
                        label: string;
                        payload: string;
                    }[];
                    altText?: string;
                    templates?: {
                        kind: string;
                        name: string;
                        language: string;
                        values: {
                            [key: string]: string;
                        };
                        /** Format: uri */
                        url?: string;
                    }[];
                };
            };
            /** @enum {string} */
            fallbackLanguage: "en" | "it" | "ja" | "zh-Hant" | "zh-Hans";
            schedule: {
                /** @enum {string} */
                kind: "now";
            } | {
                /** @enum {string} */
                kind: "at";
                /** Format: date */
                day: string;
                time: string;
            } | {
                /** @enum {string} */
                kind: "local";
                /** Format: date */
                day: string;
                time: string;
                /** @enum {string} */
                ifPast: "next-day" | "skip";
            };
            /** Format: date-time */
            notAfter: string | null;
            /** @enum {string} */
            leavers: "keep" | "drop";
        };
        BroadcastPreflight: {
            people: number;
            reached: number;
            routes: {
                /** @enum {string} */
                channel: "line" | "webchat" | "telegram" | "whatsapp" | "wechat" | "messenger" | "instagram" | "viber" | "slack" | "email";
                /** @enum {string} */
                by: "reply" | "session" | "push" | "template";
                /** @enum {string} */
                language: "en" | "it" | "ja" | "zh-Hant" | "zh-Hans";
                people: number;
            }[];
            accounts: {
                /** Format: uuid */
                id: string;
                name: string;
                /** @enum {string} */
                kind: "line" | "webchat" | "telegram" | "whatsapp" | "wechat" | "messenger" | "instagram" | "viber" | "slack" | "email";
                people: number;
                messagesLeft: number | null;
                messagesLeftAfter: number | null;
                cost: {
                    minor: string;
                    currency: string;
                } | null;
            }[];
            skipped: {
                reason: string;
                people: number;
            }[];
            templateMissing: number;
            inFallback: number;
            zoneUnknown: number;
            cost: {
                minor: string;
                currency: string;
            } | null;
        } | null;
        BroadcastResult: {
            /** @enum {string} */
            state: "waiting" | "queued" | "sent" | "delivered" | "read" | "unknown" | "failed" | "skipped" | "cancelled";
            reason: string | null;
            /** @enum {string|null} */
            channel: "line" | "webchat" | "telegram" | "whatsapp" | "wechat" | "messenger" | "instagram" | "viber" | "slack" | "email" | null;
            people: number;
        };
        BroadcastFigures: {
            /** @enum {string} */
            channel: "line" | "webchat" | "telegram" | "whatsapp" | "wechat" | "messenger" | "instagram" | "viber" | "slack" | "email";
            channelName: string;
            seen: number | null;
            pressed: number | null;
            played: number | null;
            /** Format: date-time */
            askedAt: string | null;
        };
        BroadcastPreview: {
            /** @enum {string} */
            language: "en" | "it" | "ja" | "zh-Hant" | "zh-Hans";
            message?: unknown;
        };
        BroadcastCancelled: {
            stopped: number;
            alreadySent: number;
        };
        BroadcastRecipient: {
            /** Format: uuid */
            personId: string;
            personName: string;
            /** @enum {string} */
            state: "waiting" | "queued" | "sent" | "delivered" | "read" | "unknown" | "failed" | "skipped" | "cancelled";
            reason: string | null;
            /** @enum {string|null} */
            channel: "line" | "webchat" | "telegram" | "whatsapp" | "wechat" | "messenger" | "instagram" | "viber" | "slack" | "email" | null;
            channelName: string | null;
            /** Format: uuid */
            conversationId: string | null;
            /** Format: date-time */
            at: string;
            /** Format: date-time */
            sentAt: string | null;
            /** Format: date-time */
            deliveredAt: string | null;
            /** Format: date-time */
            readAt: string | null;
        };
        Segment: {
            /** Format: uuid */
            id: string;
            name: string;
            audience: {
                anyOf: ({
                    /** @enum {string} */
                    kind: "reachable";
                    languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                } | {
                    /** @enum {string} */
                    kind: "gave";
                    /** Format: uuid */
                    campaignId?: string;
                    /** Format: date */
                    from?: string;
                    /** Format: date */
                    to?: string;
                    languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                } | {
                    /** @enum {string} */
                    kind: "tagged";
                    tags: string[];
                    languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                } | {
                    /** @enum {string} */
                    kind: "moved";
                    /** Format: uuid */
                    caseId: string;
                    languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                } | {
                    /** @enum {string} */
                    kind: "people";
                    personIds: string[];
                })[][];
                /** @default [] */
                butNot: ({
                    /** @enum {string} */
                    kind: "reachable";
                    languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                } | {
                    /** @enum {string} */
                    kind: "gave";
                    /** Format: uuid */
                    campaignId?: string;
                    /** Format: date */
                    from?: string;
                    /** Format: date */
                    to?: string;
                    languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                } | {
                    /** @enum {string} */
                    kind: "tagged";
                    tags: string[];
                    languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                } | {
                    /** @enum {string} */
                    kind: "moved";
                    /** Format: uuid */
                    caseId: string;
                    languages?: ("en" | "it" | "ja" | "zh-Hant" | "zh-Hans")[];
                } | {
                    /** @enum {string} */
                    kind: "people";
                    personIds: string[];
                })[][];
            };
            /** Format: date-time */
            changedAt: string;
            /** Format: date-time */
            archivedAt: string | null;
        };
        OrderException: {
            /** Format: uuid */
            id: string;
            platform: string;
            orderNumber: string;
            projectId: string;
            projectName: string;
            amount: {
                minor: string;
                currency: string;
            };
            paidAt: string;
            /** @enum {string} */
            reason: "unknown-project" | "not-paid" | "amount-changed" | "wrong-currency";
            words: string;
            /** Format: date-time */
            openedAt: string;
        };
        PlatformProject: {
            platform: string;
            projectId: string;
            /** Format: uuid */
            campaignId: string;
        };
        ConnectorAccount: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "tencent" | "rest";
            platform: string;
            name: string;
            /** @enum {string} */
            state: "active" | "paused";
            config: {
                [key: string]: string;
            };
            pulledCount: number;
            unreadableCount: number;
            /** Format: date-time */
            pulledAt: string | null;
            /** Format: date-time */
            nextPullAt: string;
            trouble: components["schemas"]["ConnectorTrouble"];
            returns: {
                [key: string]: number;
            };
            exceptionCount: number;
            callBackCount: number;
        };
        ConnectorTrouble: {
            /** @enum {string} */
            kind: "unreachable" | "busy" | "auth" | "clock" | "refused" | "unreadable" | "unsafe";
            words: string;
            detail: string;
        } | null;
        NewConnector: {
            /** @enum {string} */
            kind: "tencent" | "rest";
            platform: string;
            name: string;
            config: {
                [key: string]: string;
            };
        };
        ConnectorChange: {
            name?: string;
            /** @enum {string} */
            state?: "active" | "paused";
            config?: {
                [key: string]: string;
            };
        };
        CallBack: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            roundId: string;
            platformName: string | null;
            pseudonym: string;
            stage: string;
            words: string;
            /** @enum {string} */
            language: "en" | "it" | "ja" | "zh-Hant" | "zh-Hans";
            /** @enum {string} */
            reason: "case_ended" | "no_consent" | "recalled" | "taken_back" | "corrected";
            /** Format: date-time */
            openedAt: string;
            orderCount: number;
            orderNumbers: string[];
            /** Format: date-time */
            handedFrom: string;
            /** Format: date-time */
            handedUntil: string;
        };
        HandedOn: {
            platforms: {
                name: string;
                states: {
                    [key: string]: number;
                };
            }[];
            correctionCount: number;
            filed: {
                count: number;
                /** Format: date-time */
                at: string;
            } | null;
            callBackCount: number;
        };
        Partner: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @enum {string} */
            state: "active" | "paused";
            keyId: string;
            campaigns: {
                /** Format: uuid */
                campaignId: string;
                programmeCode: string;
            }[];
            orderCount: number;
            /** Format: date-time */
            readAt: string | null;
            /** Format: date-time */
            formerUntil: string | null;
        };
        PartnerKey: {
            /** Format: uuid */
            id: string;
            keyId: string;
            secret: string;
        };
        NewPartner: {
            name: string;
        };
        RenewedPartnerKey: {
            keyId: string;
            secret: string;
            /** Format: date-time */
            formerUntil: string;
        };
        PartnerCampaign: {
            /** Format: uuid */
            campaignId: string;
            programmeCode: string;
        };
        PayoutAccount: {
            /** Format: uuid */
            paymentAccountId: string;
            name: string;
            lastPaidOutOn: string | null;
            lineCount: number;
            paidOut: {
                minor: string;
                currency: string;
            };
            awaited: {
                minor: string;
                currency: string;
            };
        };
        KeptDifference: components["schemas"]["BooksDifference"] & {
            /** Format: uuid */
            differenceId: string;
            /** @enum {string} */
            severity: "money" | "record" | "late";
            /** @enum {string} */
            state: "open" | "explained" | "gone";
            /** Format: date-time */
            firstSeenAt: string;
            /** Format: date-time */
            lastSeenAt: string;
            note: string | null;
            explainedBy: string | null;
            /** Format: date-time */
            explainedAt: string | null;
            /** Format: date-time */
            goneAt: string | null;
            about: components["schemas"]["DifferenceSubject"];
        };
        DifferenceSubject: {
            /** @enum {string} */
            kind: "gift" | "receipt" | "payment" | "case" | "campaign" | "person";
            pageId: string | null;
            name: string | null;
            amount: {
                minor: string;
                currency: string;
            } | null;
            /** Format: date */
            givenOn: string | null;
        } | null;
        BooksDifference: {
            /** @enum {string} */
            code: "fund-unbalanced" | "gift-not-divided" | "gift-misdivided" | "need-misfilled" | "purpose-crossed" | "case-overspent" | "refunds-differ" | "gift-not-booked" | "fee-not-booked" | "refund-not-booked" | "expense-not-booked" | "cover-not-booked" | "booked-without-cause" | "cash-differs" | "progress-differs" | "receipt-differs" | "gift-receipted-twice" | "not-logged" | "logged-without-cause" | "log-total-differs" | "log-unreadable" | "told-not-delivered" | "delivered-not-told" | "payout-unknown" | "payout-differs" | "payout-missing" | "payout-not-booked" | "fee-told-twice";
            words: string;
            subjectId: string | null;
            fund: string | null;
            expected: {
                minor: string;
                currency: string;
            };
            found: {
                minor: string;
                currency: string;
            };
        };
        BooksCheck: {
            /** Format: uuid */
            checkId: string;
            askedBy: string | null;
            /** @enum {string} */
            state: "waiting" | "running" | "done" | "failed";
            /** Format: date-time */
            askedAt: string;
            stepsDone: number;
            steps: number;
            /** Format: date-time */
            finishedAt: string | null;
        };
        FundBalance: {
            /** Format: uuid */
            fundId: string;
            fund: string;
            giftCount: number;
            received: {
                minor: string;
                currency: string;
            };
            refunded: {
                minor: string;
                currency: string;
            };
            fees: {
                minor: string;
                currency: string;
            };
            share: {
                minor: string;
                currency: string;
            };
            allocated: {
                minor: string;
                currency: string;
            };
            open: {
                minor: string;
                currency: string;
            };
            waiting: {
                minor: string;
                currency: string;
            };
            spent: {
                minor: string;
                currency: string;
            };
        };
        PublicLog: {
            address: string;
            checkpoint: {
                size: number;
                root: string;
                /** Format: date-time */
                at: string;
                origin: string;
                fingerprint: string;
                vkey: string;
            } | null;
            waiting: number;
            witnesses: {
                /** Format: uuid */
                witnessId: string;
                name: string;
                url: string;
                cosignedSize: number;
                /** Format: date-time */
                cosignedAt: string | null;
                problem: string | null;
            }[];
            witnessing: {
                vkey: string;
                url: string;
                logs: {
                    origin: string;
                    size: number;
                    /** Format: date-time */
                    cosignedAt: string | null;
                    /** Format: date-time */
                    refusedAt: string | null;
                }[];
            };
        };
        DemoSignIns: {
            items: components["schemas"]["DemoSignIn"][];
        };
        DemoSignIn: {
            duty: string;
            label: string;
            email: string;
            password: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
