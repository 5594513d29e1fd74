/** A service with two versions, a rule of each sort, a gateway and a service without rules. */
export const shopManifests = `apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec:
  clusterIP: 10.96.0.1
  selector: { app: cart }
  ports: [{ name: http, port: 8080 }]
---
apiVersion: v1
kind: Service
metadata: { name: search, namespace: shop }
spec:
  clusterIP: 10.96.0.2
  selector: { app: search }
  ports: [{ name: http, port: 8080 }]
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: cart, namespace: shop }
spec:
  host: cart
  subsets:
    - { name: v1, labels: { version: v1 } }
    - { name: v2, labels: { version: v2 } }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart, shop.example]
  gateways: [mesh, ingress/public]
  http:
    - name: beta
      match:
        - uri: { prefix: /api }
          headers: { x-user-group: { exact: beta } }
      route:
        - destination: { host: cart, subset: v2 }
      timeout: 2s
    - match:
        - uri: { prefix: /old }
      redirect: { uri: /api }
    - match:
        - uri: { prefix: /api }
      rewrite: { uri: / }
      headers: { request: { set: { x-from: mesh } } }
      fault: { delay: { fixedDelay: 500ms, percentage: { value: 5 } } }
      mirror: { host: search }
      retries: { attempts: 3, perTryTimeout: 1s, retryOn: 5xx }
      route:
        - { destination: { host: cart, subset: v1 }, weight: 90 }
        - { destination: { host: cart, subset: v3 }, weight: 10 }
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: public, namespace: ingress }
spec:
  selector: { istio: public }
  servers:
    - port: { number: 80, name: http, protocol: HTTP }
      hosts: ["*"]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: public-gateway, namespace: ingress }
spec:
  selector: { matchLabels: { istio: public } }
  template:
    metadata: { labels: { istio: public } }
    spec: { containers: [{ name: istio-proxy, image: auto }] }
`;
