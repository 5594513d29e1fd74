/** What a traffic query counts. */
export type TrafficKind = 'requests' | 'messages' | 'bytes';
